const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before a lost connection is tried again: twice as long each time, up to 30 s, and up to half of it less by
 * chance, so that not all pages come back in the same moment.
 * In: which try it is, from 1; a number in [0, 1). Out: milliseconds.
 */
export function backOff(attempt: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(longest * (1 - random / 2));
}
