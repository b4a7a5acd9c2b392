const POPUPS = "[data-radix-popper-content-wrapper] :is([role=menu], [role=dialog], [role=listbox])";
/** About half a second: no menu takes longer to fade out. */
const FRAMES = 30;

const isOpen = () => document.querySelector(POPUPS) !== null;

/**
 * Closes menus and panels, and waits until they are gone and the focus is back: a dialog that opens above a menu and
 * outlives it would leave the page hidden from assistive technology. Out: whether nothing of that kind is open any more.
 */
export async function closePopups(): Promise<boolean> {
  if (!isOpen()) return true;
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
  for (let frame = 0; frame < FRAMES && isOpen(); frame += 1) await new Promise(requestAnimationFrame);
  return !isOpen();
}
