import "server-only";
import { z } from "zod";
import { emitAudits } from "@/lib/services/audit";
import { RESTORE_DAYS } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/** Keys of one transaction: the uses of each lose the secret they name. */
const BATCH = 50;

/**
 * Leaves only a tombstone (id, name, fingerprints, count) of keys that were deleted too long ago to be restored: their secrets, allow
 * lists and what managed them go. Connectors and the audit log still name them. One batch; rows that another process works on
 * are passed over. In: the actor of a timer. Out: how many, and whether there may be more. Throws what `verb` throws.
 */
export const purgeDeletedKeys = verb({
  permission: "key.write",
  effect: "write",
  timeout: 60_000,
  input: z.strictObject({}),
  run: async ({ actor, tx }): Promise<{ purged: number; more: boolean }> => {
    const due = await tx.$queryRaw<{ id: string; name: string; used: number }[]>`
      SELECT id::text AS id, name, used FROM provisioning_keys
      WHERE deleted_at <= now() - make_interval(days => ${RESTORE_DAYS}::int) AND purged_at IS NULL
      ORDER BY deleted_at LIMIT ${BATCH}::int FOR NO KEY UPDATE SKIP LOCKED`;
    if (due.length === 0) return { purged: 0, more: false };
    const ids = due.map(({ id }) => id);
    await tx.provisioningKeySecret.deleteMany({ where: { keyId: { in: ids } } });
    await tx.$executeRaw`
      UPDATE provisioning_keys
      SET purged_at = now(), allow_list = '{}', expires_at = NULL, managed_by = NULL, managed_reason = NULL, version = version + 1
      WHERE id = ANY(${ids}::uuid[])`;
    await emitAudits(
      tx,
      actor,
      due.map(({ id, name, used }) => ({
        action: "key.purged",
        target: { type: "provisioning_key", id, name },
        after: { used },
      })),
    );
    return { purged: due.length, more: due.length === BATCH };
  },
});
