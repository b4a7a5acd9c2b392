const LAYERS = "[role=dialog],[role=alertdialog]";
const LOOK_MS = 100;
/** A dialog hands the focus on as it goes, so one look at the end is not enough. */
const LOOKS = 3;

/**
 * Does something now, and again when no dialog is left: one on its way out still holds the focus, for as long as the
 * machine takes. Out: what ends the waiting.
 */
export function actAfterLayers(act: () => void): () => void {
  act();
  let looks = 0;
  const timer = setInterval(() => {
    if (document.querySelector(LAYERS)) return;
    act();
    looks += 1;
    if (looks === LOOKS) clearInterval(timer);
  }, LOOK_MS);
  return () => clearInterval(timer);
}
