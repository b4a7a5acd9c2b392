import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/db";
import type { Actor } from "@/lib/services/actor";
import { removeConnectorsIn } from "@/lib/services/connectors/remove-in";
import { DISCONNECTED_DAYS_OFFERED, REMOVE_BATCH, removeDisconnectedSchema } from "@/lib/services/connectors/schema";
import { canBeDisconnected } from "@/lib/services/connectors/status-sql";
import { verb } from "@/lib/services/verb";

export type DisconnectedCounts = { days: (typeof DISCONNECTED_DAYS_OFFERED)[number]; count: number }[];

/**
 * How many connectors have been disconnected for so long; disabled ones and those that never reported do not count. In: nothing.
 * Out: a count for each number of days that is offered. Throws what `verb` throws.
 */
export const countDisconnected = verb({
  permission: "connector.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<DisconnectedCounts> => {
    const counts = await tx.$queryRaw<DisconnectedCounts>`
      SELECT offered.days::int AS days, count(c.last_seen_at)::int AS count
      FROM unnest(${[...DISCONNECTED_DAYS_OFFERED]}::int[]) AS offered (days)
      LEFT JOIN (
        SELECT c.last_seen_at FROM connectors c
        WHERE ${canBeDisconnected({ withDisabled: false })}
          AND c.last_seen_at < now() - make_interval(days => ${Math.min(...DISCONNECTED_DAYS_OFFERED)}::int)
      ) AS c ON c.last_seen_at < now() - make_interval(days => offered.days)
      GROUP BY offered.days ORDER BY offered.days`;
    return counts;
  },
});

/**
 * Deletes connectors that have been disconnected for so many days, as `removeConnector` does, a bounded number at a time: who asks
 * asks again until none is left. In: the days. Out: how many were deleted, and whether there may be more. Throws what `verb` throws.
 */
export const removeDisconnected = verb({
  permission: "connector.write",
  effect: "write",
  timeout: 30_000,
  input: removeDisconnectedSchema,
  run: ({ input, actor, tx }) => removeDisconnectedIn(tx, actor, { days: input.days, withDisabled: false }),
});

/**
 * One batch of them, in the caller's transaction. Rows that another process has locked are passed over, so that any number of
 * processes can do this at once. One that reports meanwhile stays.
 */
export async function removeDisconnectedIn(
  tx: Tx,
  actor: Actor,
  { days, withDisabled }: { days: number; withDisabled: boolean },
): Promise<{ deleted: number; more: boolean }> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id::text AS id FROM connectors c
    WHERE ${canBeDisconnected({ withDisabled })} AND c.last_seen_at < now() - make_interval(days => ${days}::int)
    ORDER BY c.id LIMIT ${REMOVE_BATCH} FOR NO KEY UPDATE OF c SKIP LOCKED`;
  if (found.length === 0) return { deleted: 0, more: false };
  const ids = found.map(({ id }) => id);
  const deleted = await removeConnectorsIn(tx, actor, ids, { disconnectedDays: days });
  return { deleted, more: found.length === REMOVE_BATCH };
}
