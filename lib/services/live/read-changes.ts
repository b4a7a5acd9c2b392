import "server-only";
import { z } from "zod";
import type { Change } from "@/lib/live/poller";
import { UNSEEN_ACTIONS } from "@/lib/live/resources";
import { verb } from "@/lib/services/verb";

const seq = z.number().int().min(0);

type Row = { target: string; found: number; kept: number; latest: bigint };

/**
 * Counts what changed, per kind of target: a walk over the newest end of the primary key, the same at any size.
 * In: the sequence number above which rows are counted, and the one of the next time. Out: per kind the rows above each,
 * those that only say that somebody looked being a kind of their own, and the newest number. Throws AppError `unavailable`.
 */
export const readChanges = verb({
  permission: "audit.read",
  effect: "read",
  input: z.strictObject({ floor: seq, nextFloor: seq }),
  run: async ({ input: { floor, nextFloor }, tx }): Promise<Change[]> => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT target, max(seq) AS latest, count(*)::int AS found, (count(*) FILTER (WHERE seq > ${nextFloor}::bigint))::int AS kept
      FROM (
        SELECT seq, CASE WHEN action = ANY (${UNSEEN_ACTIONS}::text[]) THEN 'look' ELSE COALESCE(target_type, 'none') END AS target
        FROM audit_events WHERE seq > ${floor}::bigint
      ) AS recent
      GROUP BY target`;
    return rows.map(({ target, latest, found, kept }) => ({ target, latest: Number(latest), found, kept }));
  },
});
