import "server-only";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** After each attempt, in seconds: eleven attempts over a little more than a day. */
const DELAYS = [5, MINUTE, 5 * MINUTE, 20 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 6 * HOUR, 6 * HOUR];
const JITTER = 0.2;
/** What a receiver may ask for at most. */
const MOST_ASKED = 6 * HOUR;

export const MOST_ATTEMPTS = DELAYS.length + 1;

/**
 * How long to wait after a failed attempt. In: how many were made; what the receiver asked for by Retry-After, in seconds; a number from
 * 0 to 1 that spreads those that failed together. Out: seconds, or null when it is given up.
 */
export function computeDelay(attempts: number, asked: number | null, random: number): number | null {
  const delay = DELAYS[attempts - 1];
  if (delay === undefined) return null;
  return Math.max(Math.round(delay * (1 - JITTER + 2 * JITTER * random)), Math.min(asked ?? 0, MOST_ASKED));
}

/** In: a Retry-After header. Out: its seconds, or null where it has none; a date is left out of account. */
export function readRetryAfter(header: string | undefined): number | null {
  return header !== undefined && /^[0-9]{1,9}$/.test(header.trim()) ? Number(header) : null;
}
