import "server-only";
import type { Tx } from "@/lib/db";
import { AppError, type FieldErrors } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { nameKey } from "@/lib/services/name/schema";
import { explainUnusableCertificate } from "@/lib/services/provisioning-keys/check-certificate";
import { readKeyRow } from "@/lib/services/provisioning-keys/get";
import { refuseTakenName } from "@/lib/services/provisioning-keys/insert-key";
import { checkExpiry, checkMaximum } from "@/lib/services/provisioning-keys/limits/schema";
import {
  assertVersion,
  type EditableFields,
  type LockedKey,
  lockKey,
  pickEditable,
} from "@/lib/services/provisioning-keys/lock-key";
import { type UpdateKeyInput, updateKeySchema } from "@/lib/services/provisioning-keys/schema";
import { getTenant } from "@/lib/services/tenant/get";
import { verb } from "@/lib/services/verb";

/**
 * Changes the editable fields of a key. A maximum below the count is allowed: the key is exhausted then, and connectors
 * that enrolled stay. An edit that changes nothing writes nothing.
 * In: id, the version the user saw, all editable fields. Out: the row. Throws `not_found`, `key_managed`, `conflict` with
 * ConflictDetails, `invalid` and `name_taken` with fields, and what `verb` throws.
 */
export const updateKey = verb({
  permission: "key.write",
  effect: "write",
  input: updateKeySchema,
  run: async ({ input, actor, tx }) => {
    const { id, version, ...wanted } = input;
    const key = await lockKey(tx, id);
    assertVersion(key, version);
    const changed = diff(pickEditable(key), wanted);
    if (Object.keys(changed).length > 0) {
      await assertAllowed(tx, key, changed);
      await applyChanges(tx, actor, key, changed);
    }
    return { changed: Object.keys(changed).length > 0, key: await readKeyRow(tx, actor, id) };
  },
});

type Changes = Partial<EditableFields>;

/** Writes judged changes of a locked key, with their audit rows. In: the key and only what differs. Throws `name_taken`. */
export async function applyChanges(tx: Tx, actor: Actor, key: LockedKey, changed: Changes): Promise<void> {
  await write(tx, actor, key, changed);
  await emitChanges(tx, actor, key, changed);
}

function diff(current: EditableFields, wanted: Omit<UpdateKeyInput, "id" | "version">): Changes {
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(current[field as keyof EditableFields]),
    ),
  );
}

/** Judges only what changes: a key that expired, or whose certificate did, can still be renamed. */
async function assertAllowed(tx: Tx, key: LockedKey, changed: Changes): Promise<void> {
  const fields: FieldErrors = {};
  if (changed.viewOrExport === true) {
    fields.viewOrExport = "View or Export was turned off for good: the key string is not stored.";
  }
  const tenant = await getTenant(tx);
  if (changed.maximum !== undefined) Object.assign(fields, checkMaximum(changed.maximum, tenant));
  if (changed.expiresAt !== undefined) Object.assign(fields, checkExpiry(changed.expiresAt, key, tenant));
  if (changed.signingCertificateId !== undefined) {
    const unusable = await explainUnusableCertificate(tx, changed.signingCertificateId);
    if (unusable !== null) fields.signingCertificateId = unusable;
  }
  if (Object.keys(fields).length > 0) throw new AppError("invalid", "Some of the input is not valid.", { fields });
}

async function write(tx: Tx, actor: Actor, key: LockedKey, changed: Changes): Promise<void> {
  await tx.provisioningKey
    .update({
      where: { id: key.id },
      data: {
        ...changed,
        ...(changed.name !== undefined && { nameKey: nameKey(changed.name) }),
        version: { increment: 1 },
        updatedAt: key.now,
        updatedByName: actor.kind === "anonymous" ? "Anonymous" : actor.name,
      },
      select: { id: true },
    })
    .catch(refuseTakenName);
  // The database does this by itself too; said here as well, since it is the point of turning the switch off.
  if (changed.viewOrExport === false) {
    await tx.provisioningKeySecret.updateMany({ where: { keyId: key.id }, data: { ciphertext: null } });
  }
}

async function emitChanges(tx: Tx, actor: Actor, key: LockedKey, changed: Changes): Promise<void> {
  const target = { type: "provisioning_key", id: key.id, name: changed.name ?? key.name } as const;
  const current = pickEditable(key);
  const before = Object.fromEntries(
    Object.keys(changed).map((field) => [field, current[field as keyof EditableFields]]),
  );
  await emitAudit(tx, actor, { action: "key.edited", target, before, after: changed });
  if (isRaised(key.maximum, changed.maximum)) {
    await emitAudit(tx, actor, {
      action: "key.maximum_raised",
      target,
      before: { maximum: key.maximum, used: key.used },
      after: { maximum: changed.maximum ?? null },
    });
  }
  if (changed.viewOrExport === false) await emitAudit(tx, actor, { action: "key.hidden", target });
}

function isRaised(from: number | null, to: number | null | undefined): boolean {
  return to !== undefined && from !== null && (to === null || to > from);
}
