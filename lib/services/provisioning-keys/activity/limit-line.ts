import "server-only";

/** A change of a key's maximum: null is Unlimited. */
export type LimitChange = { at: string; by: string; from: number | null; to: number | null };

/** A stretch of time in which a key had one limit; null = none. `by` is who set it, null where that was before. */
export type LimitStretch = { from: string; to: string; limit: number | null; by: string | null };

/**
 * The limit as it was: what stands now, taken back change by change. In: begin and end of the time, when the key was created, its maximum
 * now, the changes within the time, the oldest first. Out: stretches without gaps, from the begin or the creation on.
 */
export function traceLimit(facts: {
  since: string;
  now: string;
  createdAt: string;
  maximum: number | null;
  changes: readonly LimitChange[];
}): LimitStretch[] {
  const { changes, now } = facts;
  const begin = Date.parse(facts.createdAt) > Date.parse(facts.since) ? facts.createdAt : facts.since;
  const first: LimitStretch = {
    from: begin,
    to: changes[0]?.at ?? now,
    limit: changes[0] ? changes[0].from : facts.maximum,
    by: null,
  };
  const later = changes.map(({ at, to, by }, index): LimitStretch => {
    return { from: at, to: changes[index + 1]?.at ?? now, limit: to, by };
  });
  return [first, ...later];
}
