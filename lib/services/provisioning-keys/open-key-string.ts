import "server-only";
import { masterKeys } from "@/lib/crypto/master-key";
import { unseal } from "@/lib/crypto/seal";
import { Secret } from "@/lib/crypto/secret";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { KeyFileFormat } from "@/lib/recipes/schema";
import type { Actor } from "@/lib/services/actor";
import { type AuditAction, emitAudit } from "@/lib/services/audit";
import { explainRevealBlock, type KeyFacts, type RevealBlock } from "@/lib/services/provisioning-keys/status";

type Opened = { provisioningKey: Secret; name: string; host: string; fingerprint: string };

type Found = KeyFacts & {
  name: string;
  host: string;
  viewOrExport: boolean;
  secretId: string;
  fingerprint: string;
  ciphertext: Uint8Array | null;
};

const REFUSALS: Record<Exclude<RevealBlock, null>, () => AppError> = {
  hidden: () =>
    new AppError(
      "key_hidden",
      "View or Export is off for this key: its string is not stored. Rotate the key, or create another on the same group.",
    ),
  role: () => new AppError("forbidden", "Your role does not allow this (key.reveal)."),
  expired: () => new AppError("key_expired", "This key has expired. Change its expiry to hand it out again."),
  exhausted: () => new AppError("key_exhausted", "This key has no use left. Raise its maximum to hand it out again."),
};

/**
 * Opens the key string of a key in the caller's transaction and writes the audit row of the exposure with it.
 * In: transaction, actor, id, which exposure this is and in which form. Out: the key string and what it belongs to. Throws `not_found`, `key_hidden`,
 * `key_expired`, `key_exhausted`, and SealError when the stored value does not belong to its row or master key.
 */
export async function openKeyString(
  tx: Tx,
  actor: Actor,
  id: string,
  action: Extract<AuditAction, "key.revealed" | "key.copied" | "key.downloaded">,
  format?: KeyFileFormat,
): Promise<Opened> {
  const [key] = await tx.$queryRaw<Found[]>`
    SELECT k.name, k.enabled, k.group_enabled AS "groupEnabled", k.expires_at AS "expiresAt", k.used, k.maximum,
      k.view_or_export AS "viewOrExport", s.id AS "secretId", s.host, s.fingerprint, s.ciphertext, now() AS now
    FROM provisioning_keys k JOIN provisioning_key_secrets s ON s.key_id = k.id AND s.valid_until IS NULL
    WHERE k.id = ${id}::uuid AND k.deleted_at IS NULL
    FOR SHARE OF k`;
  if (!key) throw new AppError("not_found", "There is no such provisioning key, or it was deleted.");
  const block = explainRevealBlock(key, actor);
  if (block !== null) throw REFUSALS[block]();
  if (key.ciphertext === null) throw REFUSALS.hidden();
  const text = unseal(masterKeys(), "provisioning-key", key.secretId, key.ciphertext).toString("utf8");
  await emitAudit(tx, actor, {
    action,
    target: { type: "provisioning_key", id, name: key.name },
    after: { fingerprint: key.fingerprint, ...(format && { format }) },
  });
  return { provisioningKey: new Secret(text), name: key.name, host: key.host, fingerprint: key.fingerprint };
}
