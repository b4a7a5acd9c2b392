/** As instrumentation-client.ts calls it. */
const STEP = "latchkey:history-step";

/** In: what is called after each step, the address being the new one already; `false` keeps it from the router. Out: what ends that. */
export function onHistoryStep(judge: () => boolean): () => void {
  const listen = (event: Event) => {
    if (!judge()) event.preventDefault();
  };
  addEventListener(STEP, listen);
  return () => removeEventListener(STEP, listen);
}
