import "server-only";

// The web server and the portal's routes are built apart and share nothing but the process.
const kept = globalThis as { latchkeyDraining?: { begun: boolean; callbacks: Set<() => void> } };

function state() {
  kept.latchkeyDraining ??= { begun: false, callbacks: new Set() };
  return kept.latchkeyDraining;
}

/** Says that this process is about to stop: answers that never end by themselves must end now. */
export function beginDraining(): void {
  const { callbacks } = state();
  state().begun = true;
  for (const callback of [...callbacks]) callback();
}

/**
 * In: what to do when this process is about to stop; it is done soon when it already is. Out: takes it back.
 */
export function onDraining(callback: () => void): () => void {
  const { begun, callbacks } = state();
  callbacks.add(callback);
  if (begun) queueMicrotask(callback);
  return () => callbacks.delete(callback);
}
