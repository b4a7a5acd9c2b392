import "server-only";

/** Lengths of time whose rate is looked at, the shortest first. */
export const FORECAST_HOURS = [24, 7 * 24, 30 * 24] as const;
/** Equal parts of each, by which steady use is told from one burst. */
export const FORECAST_SLICES = 6;

const LEAST_USES = 10;
const LEAST_SLICES = 3;
const LEAST_HOURS = 1;
/** A rate is believed for this many times as long as it was watched. */
const BELIEVED = 3;
const HOUR = 3_600_000;

/** Uses in the parts of a window that ends now, the oldest first; shorter than asked for where the key is younger. */
export type UseWindow = { hours: number; slices: readonly number[] };

type ForecastFacts = {
  now: string;
  used: number;
  /** null = Unlimited. */
  maximum: number | null;
  expiresAt: string | null;
  /** Whether enrollments are accepted at all: a disabled or expired key uses up nothing. */
  isUsable: boolean;
  windows: readonly UseWindow[];
};

/** When the last use is taken, if uses go on as in the hours before now. */
export type Forecast = { at: string; perHour: number; watchedHours: number };

/**
 * Says when a key will be exhausted, or nothing where its rate does not support it: at least 10 uses, in at least three of the six
 * parts of the window, over an hour or more; the shortest window that has them decides, and is believed for three times its length.
 * Nothing either when the key expires first, has no limit, or has no use left.
 */
export function forecastExhaustion(facts: ForecastFacts): Forecast | null {
  const { maximum, used, isUsable } = facts;
  if (!isUsable || maximum === null || used >= maximum) return null;
  const now = Date.parse(facts.now);
  for (const { hours, slices } of facts.windows) {
    const uses = slices.reduce((sum, slice) => sum + slice, 0);
    const spread = slices.filter((slice) => slice > 0).length;
    if (hours < LEAST_HOURS || uses < LEAST_USES || spread < LEAST_SLICES) continue;
    const perHour = uses / hours;
    const left = (maximum - used) / perHour;
    if (left > hours * BELIEVED) continue;
    const at = now + left * HOUR;
    if (facts.expiresAt !== null && at >= Date.parse(facts.expiresAt)) return null;
    return { at: new Date(at).toISOString(), perHour, watchedHours: hours };
  }
  return null;
}
