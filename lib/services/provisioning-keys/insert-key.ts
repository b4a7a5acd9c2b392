import "server-only";
import type { Secret } from "@/lib/crypto/secret";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { createGroupIn, lockGroup } from "@/lib/services/connector-groups/create-in";
import { uniqueViolation } from "@/lib/services/database-error";
import { nameKey } from "@/lib/services/name/schema";
import { explainUnusableCertificate } from "@/lib/services/provisioning-keys/check-certificate";
import { checkExpiry, checkMaximum } from "@/lib/services/provisioning-keys/limits/schema";
import { makeSecret } from "@/lib/services/provisioning-keys/make-secret";
import { readClock } from "@/lib/services/provisioning-keys/read-clock";
import type { CreateKeyInput } from "@/lib/services/provisioning-keys/schema";
import { getTenant } from "@/lib/services/tenant/get";

type NewKey = Omit<CreateKeyInput, "requestId"> & { managed?: { by: string; reason: string } };

/** Out of two clashing keys the later is refused; also used where a deleted key comes back. */
export function refuseTakenName(error: unknown): never {
  if (uniqueViolation(error) === undefined) throw error;
  const message = "Another provisioning key has this name.";
  throw new AppError("name_taken", message, { fields: { name: message } });
}

/**
 * Creates a key, its secret and, if asked for, its group in the caller's transaction, with the audit rows.
 * In: transaction, actor, parsed input. Out: the id and the key string. With View or Export off the string exists in
 * memory only: no statement carries it, sealed or not (docs/decisions/006-hidden-means-not-stored.md).
 * Throws `invalid` and `name_taken` with the field.
 */
export async function insertKey(tx: Tx, actor: Actor, input: NewKey): Promise<{ id: string; keyString: Secret }> {
  const tenant = await getTenant(tx);
  await assertWithinLimits(tx, input, tenant);
  const group =
    input.group.kind === "existing"
      ? await lockGroup(tx, input.group.id, "group.id")
      : await createGroupIn(tx, actor, input.group, "group.name");

  const { keyString, row } = makeSecret(tenant, input.viewOrExport);
  const key = await tx.provisioningKey
    .create({
      data: {
        name: input.name,
        nameKey: nameKey(input.name),
        maximum: input.maximum,
        enabled: input.enabled,
        expiresAt: input.expiresAt,
        viewOrExport: input.viewOrExport,
        allowList: input.allowList,
        groupId: group.id,
        groupName: group.name,
        groupNameKey: group.nameKey,
        groupEnabled: group.enabled,
        signingCertificateId: input.signingCertificateId,
        fingerprints: row.fingerprint,
        managedBy: input.managed?.by ?? null,
        managedReason: input.managed?.reason ?? null,
        createdById: actor.kind === "user" ? actor.id : null,
        createdByName: actor.kind === "anonymous" ? "Anonymous" : actor.name,
      },
      select: { id: true },
    })
    .catch(refuseTakenName);
  await tx.provisioningKeySecret.create({ data: { ...row, keyId: key.id }, select: { id: true } });
  await emitAudit(tx, actor, {
    action: "key.created",
    target: { type: "provisioning_key", id: key.id, name: input.name },
    after: {
      name: input.name,
      maximum: input.maximum,
      enabled: input.enabled,
      expiresAt: input.expiresAt,
      viewOrExport: input.viewOrExport,
      allowList: input.allowList,
      groupId: group.id,
      groupName: group.name,
      signingCertificateId: input.signingCertificateId,
      fingerprint: row.fingerprint,
      managedBy: input.managed?.by ?? null,
    },
  });
  return { id: key.id, keyString };
}

async function assertWithinLimits(
  tx: Tx,
  input: NewKey,
  tenant: { maximumUpperBound: number | null; keyLifetimeUpperBoundDays: number | null },
): Promise<void> {
  const now = await readClock(tx);
  const unusable = await explainUnusableCertificate(tx, input.signingCertificateId);
  const fields = {
    ...checkMaximum(input.maximum, tenant),
    ...checkExpiry(input.expiresAt, { now, createdAt: now }, tenant),
    ...(unusable !== null && { signingCertificateId: unusable }),
  };
  if (Object.keys(fields).length > 0) throw new AppError("invalid", "Some of the input is not valid.", { fields });
}
