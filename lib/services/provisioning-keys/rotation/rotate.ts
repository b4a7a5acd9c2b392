import "server-only";
import type { Secret } from "@/lib/crypto/secret";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { readKeyRow } from "@/lib/services/provisioning-keys/get";
import { claimCall, recordCall } from "@/lib/services/provisioning-keys/idempotent-call";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { assertVersion, type LockedKey, lockKey } from "@/lib/services/provisioning-keys/lock-key";
import { makeSecret } from "@/lib/services/provisioning-keys/make-secret";
import { openKeyString } from "@/lib/services/provisioning-keys/open-key-string";
import { readClock } from "@/lib/services/provisioning-keys/read-clock";
import { rotateKeySchema } from "@/lib/services/provisioning-keys/rotation/schema";
import { getTenant } from "@/lib/services/tenant/get";
import { assertPermission, verb } from "@/lib/services/verb";

/** Fingerprints of earlier key strings by which a key is still found: a connector's console names the one it has. */
const FINGERPRINTS_KEPT = 6;

/** `rotated` is false when the same form was sent before. `oldValidUntil`: until when the old string works; null = not any more. */
export type RotatedKey = { rotated: boolean; key: KeyRow; provisioningKey: Secret; oldValidUntil: string | null };

/**
 * Gives a key a new string. Settings and count stay, uses with either string count on the same key. The string it had works
 * until the grace period is over; one that is still in the grace period of an earlier rotation ends now, so that at most two work.
 * Out: the row and the new string, shown this once when View or Export is off. Throws `not_found`, `key_managed`, `conflict`
 * with ConflictDetails, `already_shown` (a repeated request for a hidden key), and what `verb` throws.
 */
export const rotateKey = verb({
  permission: "key.write",
  effect: "write",
  input: rotateKeySchema,
  run: async ({ input, actor, tx }): Promise<RotatedKey> => {
    const { requestId, ...fields } = input;
    const call = actor.kind === "user" && { userId: actor.id, requestId, operation: "key.rotate", input: fields };
    const earlier = call && (await claimCall(tx, call));
    if (earlier) return await repeat(tx, actor, earlier.resourceId);
    const key = await lockKey(tx, input.id);
    assertVersion(key, input.version);
    const { keyString, oldValidUntil } = await replaceSecret(tx, actor, key, input.graceMinutes);
    if (call) await recordCall(tx, call, key.id);
    return { rotated: true, key: await readKeyRow(tx, actor, key.id), provisioningKey: keyString, oldValidUntil };
  },
});

async function replaceSecret(tx: Tx, actor: Actor, key: LockedKey, graceMinutes: number) {
  const { keyString, row } = makeSecret(await getTenant(tx), key.viewOrExport);
  // The clock is read after the lock: a use that was counted before it is within the time that the old string had.
  const replaced = await tx.$queryRaw<{ fingerprint: string; validUntil: Date; wasCurrent: boolean }[]>`
    WITH moment AS (SELECT clock_timestamp() AS now), before AS (
      SELECT id, valid_until IS NULL AS was_current FROM provisioning_key_secrets, moment
      WHERE key_id = ${key.id}::uuid AND (valid_until IS NULL OR valid_until > moment.now)
    )
    UPDATE provisioning_key_secrets s
    SET ciphertext = NULL,
      valid_until = moment.now + CASE WHEN before.was_current THEN make_interval(mins => ${graceMinutes}::int) ELSE '0' END
    FROM before, moment WHERE s.id = before.id
    RETURNING s.fingerprint, s.valid_until AS "validUntil", before.was_current AS "wasCurrent"`;
  const old = replaced.find(({ wasCurrent }) => wasCurrent);
  if (!old) throw new Error("a key without a current secret cannot be rotated");
  await tx.provisioningKeySecret.create({ data: { ...row, keyId: key.id }, select: { id: true } });
  const by = actor.kind === "anonymous" ? "Anonymous" : actor.name;
  await tx.$executeRaw`
    UPDATE provisioning_keys SET version = version + 1, updated_at = ${key.now}, updated_by_name = ${by},
      fingerprints = array_to_string(
        (string_to_array(${row.fingerprint} || ' ' || fingerprints, ' '))[:${FINGERPRINTS_KEPT}::int], ' ')
    WHERE id = ${key.id}::uuid`;
  await emitAudit(tx, actor, {
    action: "key.rotated",
    target: { type: "provisioning_key", id: key.id, name: key.name },
    before: { fingerprint: old.fingerprint },
    after: {
      fingerprint: row.fingerprint,
      graceMinutes,
      oldValidUntil: old.validUntil.toISOString(),
      ended: replaced.filter(({ wasCurrent }) => !wasCurrent).map(({ fingerprint }) => fingerprint),
    },
  });
  return { keyString, oldValidUntil: graceMinutes === 0 ? null : old.validUntil.toISOString() };
}

async function repeat(tx: Tx, actor: Actor, id: string): Promise<RotatedKey> {
  const key = await readKeyRow(tx, actor, id);
  if (!key.viewOrExport) {
    throw new AppError(
      "already_shown",
      "The key was rotated. Its new string was shown once and is not stored: if you do not have it, rotate the key again.",
      { details: { id: key.id, name: key.name, fingerprint: key.fingerprint } },
    );
  }
  // A second look at the string is an exposure like any other: same permission, same refusals, its own audit row.
  assertPermission(actor, "key.reveal");
  const { provisioningKey } = await openKeyString(tx, actor, id, "key.revealed");
  const old = await tx.provisioningKeySecret.findFirst({
    where: { keyId: id, validUntil: { gt: await readClock(tx) } },
    select: { validUntil: true },
  });
  return { rotated: false, key, provisioningKey, oldValidUntil: old?.validUntil?.toISOString() ?? null };
}
