import "server-only";
import { z } from "zod";
import { LIVE_RESOURCE_NAMES, LIVE_RESOURCES, UNSEEN_ACTIONS } from "@/lib/live/resources";
import { verb } from "@/lib/services/verb";

/** Data this old is read again without asking. */
const LONG_AGO_MS = 60_000;
/** Rows carry the time their transaction began, and clocks of two machines differ a little. */
const MARGIN_MS = 12_000;
const MOST_ROWS = 5_000;

/**
 * Whether a page that was read a while ago may be out of date, for one that connects only now.
 * In: the resource and the age of the data in milliseconds. Out: true when something changed since, or when that is too long
 * ago to tell; a false alarm costs one more read. Throws AppError `unavailable`.
 */
export const checkChangedSince = verb({
  permission: "key.read",
  effect: "read",
  input: z.strictObject({ resource: z.enum(LIVE_RESOURCE_NAMES), ageMs: z.number().min(0) }),
  run: async ({ input: { resource, ageMs }, tx }): Promise<boolean> => {
    if (ageMs > LONG_AGO_MS) return true;
    const [row] = await tx.$queryRaw<{ changed: boolean }[]>`
      SELECT EXISTS (
        SELECT 1 FROM (SELECT at, target_type, action FROM audit_events ORDER BY seq DESC LIMIT ${MOST_ROWS}) AS recent
        WHERE at > now() - make_interval(secs => ${(ageMs + MARGIN_MS) / 1_000}::float8)
          AND CASE WHEN action = ANY (${UNSEEN_ACTIONS}::text[]) THEN 'look' ELSE COALESCE(target_type, 'none') END
            = ANY (${[...LIVE_RESOURCES[resource].targets]}::text[])
      ) AS changed`;
    return row?.changed ?? true;
  },
});
