import "server-only";
import { z } from "zod";
import type { Change } from "@/lib/live/poller";
import { UNSEEN_ACTIONS } from "@/lib/live/resources";
import { verb } from "@/lib/services/verb";

const seq = z.number().int().min(0);

type Row = { target: string | null; found: number; kept: number; latest: bigint };

/**
 * Counts what changed, per kind of target: a walk over the newest end of the primary key, the same at any size.
 * In: the sequence number above which rows are counted, and the one of the next time. Out: per kind the rows above each,
 * without those that only say that somebody looked, and the newest number. Throws AppError `unavailable`.
 */
export const readChanges = verb({
  permission: "audit.read",
  effect: "read",
  input: z.strictObject({ floor: seq, nextFloor: seq }),
  run: async ({ input: { floor, nextFloor }, tx }): Promise<Change[]> => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT target_type AS target, max(seq) AS latest,
             (count(*) FILTER (WHERE seen))::int AS found,
             (count(*) FILTER (WHERE seen AND seq > ${nextFloor}::bigint))::int AS kept
      FROM (
        SELECT seq, target_type, action <> ALL (${UNSEEN_ACTIONS}::text[]) AS seen
        FROM audit_events WHERE seq > ${floor}::bigint
      ) AS recent
      GROUP BY target_type`;
    return rows.map(({ target, latest, found, kept }) => ({
      target: target ?? "",
      latest: Number(latest),
      found,
      kept,
    }));
  },
});
