import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { lockKey } from "@/lib/services/provisioning-keys/lock-key";
import { endRotationSchema } from "@/lib/services/provisioning-keys/rotation/schema";
import { verb } from "@/lib/services/verb";

/**
 * Ends the grace period of a rotation: from the commit on the old key string is refused (`key_rotated`).
 * In: id of the key. Out: whether one was running. Throws `not_found`, `key_managed`, and what `verb` throws.
 */
export const endRotation = verb({
  permission: "key.write",
  effect: "write",
  input: endRotationSchema,
  run: async ({ input, actor, tx }) => {
    const key = await lockKey(tx, input.id);
    const ended = await tx.$queryRaw<{ fingerprint: string }[]>`
      UPDATE provisioning_key_secrets SET valid_until = clock_timestamp()
      WHERE key_id = ${key.id}::uuid AND valid_until > clock_timestamp()
      RETURNING fingerprint`;
    if (ended.length === 0) return { ended: false };
    // Whoever was judged before this and waits for the key is judged again.
    await tx.$executeRaw`UPDATE provisioning_keys SET version = version + 1 WHERE id = ${key.id}::uuid`;
    await emitAudit(tx, actor, {
      action: "key.rotation_ended",
      target: { type: "provisioning_key", id: key.id, name: key.name },
      before: { fingerprints: ended.map(({ fingerprint }) => fingerprint) },
    });
    return { ended: true };
  },
});
