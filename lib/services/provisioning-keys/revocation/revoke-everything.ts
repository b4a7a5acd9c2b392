import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { revokeConnectorsOfKey } from "@/lib/services/connectors/revoke";
import { LOCKED_KEY_COLUMNS, type LockedKey } from "@/lib/services/provisioning-keys/lock-key";
import { countRevocation } from "@/lib/services/provisioning-keys/revocation/preview";
import { revokeEverythingSchema } from "@/lib/services/provisioning-keys/revocation/schema";
import { applyChanges } from "@/lib/services/provisioning-keys/update";
import { verb } from "@/lib/services/verb";

/**
 * Revokes every connector that enrolled with a key, with all its certificates, in one transaction; on every instance they are
 * refused from the commit on. The key may be managed or deleted: what came of it is revoked all the same.
 * In: id, the count of the dry run, whether to disable the key too. Out: what was done. Throws `conflict` with a new
 * RevocationPreview in `details` when more would be revoked than the dry run counted, `key_managed` when a managed key should be
 * disabled, `not_found`, and what `verb` throws.
 */
export const revokeEverything = verb({
  permission: "connector.write",
  effect: "write",
  timeout: 60_000,
  input: revokeEverythingSchema,
  run: async ({ input, actor, tx }) => {
    const key = await lockAnyKey(tx, input.id);
    // With the key locked nobody enrolls with it: what is counted now is what is revoked.
    const preview = await countRevocation(tx, key.id);
    if (preview.connectors > input.expected) {
      throw new AppError(
        "conflict",
        `More App Connectors enrolled meanwhile: ${preview.connectors} would be revoked now. Nothing was done; look again.`,
        { details: preview },
      );
    }
    const disabled = input.disableKey && (await disable(tx, actor, key));
    const revoked = await revokeConnectorsOfKey(tx, actor, key.id);
    if (revoked > 0) {
      await emitAudit(tx, actor, {
        action: "key.connectors_revoked",
        target: { type: "provisioning_key", id: key.id, name: key.name },
        after: { connectors: revoked, certificates: preview.certificates, disabledKey: disabled },
      });
    }
    return { id: key.id, name: key.name, revoked, certificates: preview.certificates, disabled };
  },
});

async function lockAnyKey(tx: Tx, id: string): Promise<LockedKey & { deletedAt: Date | null }> {
  const [key] = await tx.$queryRaw<(LockedKey & { deletedAt: Date | null })[]>`
    SELECT ${LOCKED_KEY_COLUMNS}, deleted_at AS "deletedAt" FROM provisioning_keys
    WHERE id = ${id}::uuid AND purged_at IS NULL FOR NO KEY UPDATE`;
  if (!key) throw new AppError("not_found", "There is no such provisioning key.");
  return key;
}

async function disable(tx: Tx, actor: Actor, key: LockedKey & { deletedAt: Date | null }): Promise<boolean> {
  if (!key.enabled || key.deletedAt !== null) return false;
  if (key.managedBy !== null) {
    throw new AppError("key_managed", `This key is managed (${key.managedReason}) and cannot be disabled here.`);
  }
  await applyChanges(tx, actor, key, { enabled: false });
  return true;
}
