import "server-only";
import { z } from "zod";
import { removeDisconnectedIn } from "@/lib/services/connectors/remove-disconnected";
import { verb } from "@/lib/services/verb";

const AUTO_DELETE_LOCK = 7_245_091_820_114n;

/**
 * Deletes one batch of the connectors that have been disconnected for as long as the settings say; nothing while they say
 * nothing. Among processes that do this at once, one works and the others find nothing to do. In: the actor of a timer.
 * Out: how many were deleted, and whether there may be more. Throws what `verb` throws.
 */
export const autoDeleteConnectors = verb({
  permission: "connector.write",
  effect: "write",
  timeout: 30_000,
  input: z.strictObject({}),
  run: async ({ actor, tx }): Promise<{ deleted: number; more: boolean }> => {
    const nothing = { deleted: 0, more: false };
    const tenant = await tx.tenant.findFirst({ select: { autoDeleteAfter: true, autoDeleteDisabled: true } });
    if (!tenant || tenant.autoDeleteAfter === null) return nothing;
    const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(${AUTO_DELETE_LOCK}) AS taken`;
    if (!lock?.taken) return nothing;
    const { autoDeleteAfter: days, autoDeleteDisabled: withDisabled } = tenant;
    return await removeDisconnectedIn(tx, actor, { days, withDisabled });
  },
});
