import "server-only";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import { nameKey } from "@/lib/services/name/schema";
import { readKeyRow } from "@/lib/services/provisioning-keys/get";
import { refuseTakenName } from "@/lib/services/provisioning-keys/insert-key";
import { RESTORE_DAYS, restoreKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/**
 * Brings back a key deleted in the last 30 days, with its count and secret unchanged. Connectors that were revoked stay so.
 * In: id, and another name if its own is taken. Out: the row. Throws `not_found` when it is not deleted, too long deleted or
 * purged, `name_taken` at `name`, and what `verb` throws.
 */
export const restoreKey = verb({
  permission: "key.write",
  effect: "write",
  input: restoreKeySchema,
  run: async ({ input, actor, tx }) => {
    const [key] = await tx.$queryRaw<{ name: string; now: Date; used: number }[]>`
      SELECT name, used, now() AS now FROM provisioning_keys
      WHERE id = ${input.id}::uuid AND purged_at IS NULL AND deleted_at > now() - make_interval(days => ${RESTORE_DAYS}::int)
      FOR NO KEY UPDATE`;
    if (!key) {
      throw new AppError("not_found", `There is no such deleted key, or it was deleted over ${RESTORE_DAYS} days ago.`);
    }
    const name = input.name ?? key.name;
    await tx.provisioningKey
      .update({
        where: { id: input.id },
        data: {
          name,
          nameKey: nameKey(name),
          deletedAt: null,
          deletedByName: null,
          version: { increment: 1 },
          updatedAt: key.now,
          updatedByName: actor.kind === "anonymous" ? "Anonymous" : actor.name,
        },
        select: { id: true },
      })
      .catch(refuseTakenName);
    await emitAudit(tx, actor, {
      action: "key.restored",
      target: { type: "provisioning_key", id: input.id, name },
      after: { name, used: key.used },
    });
    return { key: await readKeyRow(tx, actor, input.id) };
  },
});
