import "server-only";
import type { Tx } from "@/lib/db";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { revokeConnectorsOfKey } from "@/lib/services/connectors/revoke";
import { assertVersion, type LockedKey, lockKey } from "@/lib/services/provisioning-keys/lock-key";
import { removeKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/**
 * Deletes a key: no enrollment with it from the commit on, its name is free at once, and for 30 days it can be restored.
 * Connectors that enrolled keep working unless `revokeConnectors` is chosen.
 * In: id, the version the user saw, the choice. Out: how many connectors were revoked. Throws `not_found`, `key_managed`,
 * `conflict` with ConflictDetails, and what `verb` throws.
 */
export const removeKey = verb({
  permission: "key.write",
  effect: "write",
  input: removeKeySchema,
  run: async ({ input, actor, tx }) => {
    const key = await lockKey(tx, input.id);
    assertVersion(key, input.version);
    return await removeLockedKey(tx, actor, key, input.revokeConnectors);
  },
});

/** Deletes a locked key, with its audit row. In: the key, whether to revoke its connectors. Out: how many were. */
export async function removeLockedKey(tx: Tx, actor: Actor, key: LockedKey, revokeConnectors: boolean) {
  const by = actor.kind === "anonymous" ? "Anonymous" : actor.name;
  await tx.provisioningKey.update({
    where: { id: key.id },
    data: {
      deletedAt: key.now,
      deletedByName: by,
      version: { increment: 1 },
      updatedAt: key.now,
      updatedByName: by,
    },
    select: { id: true },
  });
  // The lock on the key lets every enrollment be either counted before this statement or refused.
  const revokedConnectors = revokeConnectors ? await revokeConnectorsOfKey(tx, actor, key.id) : 0;
  await emitAudit(tx, actor, {
    action: "key.deleted",
    target: { type: "provisioning_key", id: key.id, name: key.name },
    before: { name: key.name, maximum: key.maximum, used: key.used },
    after: { revokeConnectors, revokedConnectors },
  });
  return { id: key.id, name: key.name, revokedConnectors };
}
