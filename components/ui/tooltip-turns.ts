/** After this long under a resting pointer a tooltip opens. */
export const OPEN_AFTER_MS = 400;
/** For this long after one has closed, the next opens at once: a person reads along a row of buttons. */
const NEXT_AT_ONCE_MS = 200;

type Turn = { close: () => void };

let turn: Turn | null = null;
let endedAt = Number.NEGATIVE_INFINITY;
let travelling = false;

/** Opens a tooltip's turn and closes the one before: there is one at a time. Out: what ends it. */
export function takeTurn(close: () => void): () => void {
  const mine: Turn = { close };
  turn?.close();
  turn = mine;
  travelling = false;
  return () => {
    if (turn !== mine) return;
    turn = null;
    travelling = false;
    endedAt = performance.now();
  };
}

/** Whether a tooltip that is asked for now opens without the wait. */
export function opensAtOnce(): boolean {
  return turn !== null || performance.now() - endedAt < NEXT_AT_ONCE_MS;
}

/** Says whether the pointer is on its way from an element to its open tooltip: what it crosses stays silent. */
export function setTravelling(yes: boolean): void {
  travelling = yes;
}

/** Whether the pointer is on its way to an open tooltip. */
export function isTravelling(): boolean {
  return travelling;
}
