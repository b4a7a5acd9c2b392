/** Milliseconds to wait after a number of failures in a row, of which the last was the `failures`-th. */
export type BackOff = { first: number; longest: number };

/**
 * Doubles from `first` to `longest`; half of it is random, so that a fleet that lost its gateway at once does not come back at once.
 * A gateway that says when to come back is believed, up to `longest`. In: failures ≥ 1, what the gateway said in seconds, 0 to 1.
 */
export function computeBackOff(
  { first, longest }: BackOff,
  failures: number,
  retryAfter: number | null,
  random: number,
): number {
  const doubled = first * 2 ** Math.min(failures - 1, 30);
  const wanted = Math.min(retryAfter === null ? doubled : Math.max(retryAfter * 1000, first), longest);
  return wanted * (0.5 + random / 2);
}
