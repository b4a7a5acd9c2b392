import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { nameKey } from "@/lib/services/name/schema";
import { lockCertificate } from "@/lib/services/signing-certificates/lock-certificate";
import { updateCertificateSchema } from "@/lib/services/signing-certificates/schema";
import { nameActor, refuseTakenName } from "@/lib/services/signing-certificates/store-certificate";
import { verb } from "@/lib/services/verb";

/**
 * Changes name, description, and whether a certificate may issue others. Withdrawn, keys that name it are refused within seconds
 * (`signing_certificate_unusable`); what it issued stays valid and its revocation list is still signed.
 * In: id, the version the user saw, all editable fields. Out: whether something changed. Throws `not_found`, `conflict`, `name_taken`.
 */
export const updateCertificate = verb({
  permission: "certificate.write",
  effect: "write",
  input: updateCertificateSchema,
  run: async ({ input, actor, tx }) => {
    const { id, version, ...wanted } = input;
    const row = await lockCertificate(tx, id, version);
    const current = { name: row.name, description: row.description, signingAllowed: row.signingAllowed };
    const fields = (["name", "description", "signingAllowed"] as const).filter(
      (field) => current[field] !== wanted[field],
    );
    if (fields.length === 0) return { id, name: row.name, changed: false };
    await tx.signingCertificate
      .update({
        where: { id },
        data: {
          ...wanted,
          nameKey: nameKey(wanted.name),
          version: { increment: 1 },
          updatedAt: row.now,
          updatedByName: nameActor(actor),
        },
        select: { id: true },
      })
      .catch(refuseTakenName);
    await emitAudit(tx, actor, {
      action: "certificate.edited",
      target: { type: "signing_certificate", id, name: wanted.name },
      before: Object.fromEntries(fields.map((field) => [field, current[field]])),
      after: Object.fromEntries(fields.map((field) => [field, wanted[field]])),
    });
    return { id, name: wanted.name, changed: true };
  },
});
