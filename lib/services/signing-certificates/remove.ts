import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { formatCount } from "@/lib/format/number";
import { emitAudit } from "@/lib/services/audit";
import { lockCertificate } from "@/lib/services/signing-certificates/lock-certificate";
import { removeCertificateSchema } from "@/lib/services/signing-certificates/schema";
import { verb } from "@/lib/services/verb";

const NAMED = 5;
const INSTEAD = "To keep it from signing, switch off “Signing allowed” under Edit.";

/**
 * Deletes a signing certificate and its private key for good. Refused while anything uses it: the tenant's Root, children, provisioning
 * keys (deleted ones too: they can be restored), certificates of connectors, whose revocation list it signs.
 * In: id, the version the user saw. Out: its name. Throws `in_use` with a sentence that names the users, `not_found`, `conflict`.
 */
export const removeCertificate = verb({
  permission: "certificate.write",
  effect: "write",
  input: removeCertificateSchema,
  run: async ({ input, actor, tx }) => {
    const row = await lockCertificate(tx, input.id, input.version);
    if (row.isTenantRoot) {
      throw new AppError(
        "in_use",
        "This is the tenant's Root: provisioning keys carry its pin, and the gateway's certificate is under it.",
      );
    }
    const uses = await listUses(tx, row.id);
    if (uses.length > 0) {
      throw new AppError("in_use", `"${row.name}" is in use and cannot be deleted: ${uses.join("; ")}. ${INSTEAD}`, {
        details: { uses },
      });
    }
    await tx.signingCertificate.delete({ where: { id: row.id }, select: { id: true } });
    await emitAudit(tx, actor, {
      action: "certificate.deleted",
      target: { type: "signing_certificate", id: row.id, name: row.name },
      before: { name: row.name, fingerprintSha256: row.fingerprintSha256 },
    });
    return { id: row.id, name: row.name };
  },
});

async function listUses(tx: Tx, id: string): Promise<string[]> {
  const where = { signingCertificateId: id };
  const [children, keys, keyCount, deletedCount, purgedCount, issued] = [
    await tx.signingCertificate.findMany({
      where: { parentId: id },
      orderBy: { nameKey: "asc" },
      select: { name: true },
    }),
    await tx.provisioningKey.findMany({
      where: { ...where, deletedAt: null },
      orderBy: { nameKey: "asc" },
      take: NAMED,
      select: { name: true },
    }),
    await tx.provisioningKey.count({ where: { ...where, deletedAt: null } }),
    await tx.provisioningKey.count({ where: { ...where, deletedAt: { not: null }, purgedAt: null } }),
    await tx.provisioningKey.count({ where: { ...where, purgedAt: { not: null } } }),
    await tx.connectorCertificate.count({ where }),
  ];
  return [
    ...(children.length > 0 ? [`it issued ${quote(children, children.length)}`] : []),
    ...(keyCount > 0 ? [`provisioning ${keyCount === 1 ? "key" : "keys"} ${quote(keys, keyCount)}`] : []),
    ...(deletedCount > 0
      ? [`${formatCount(deletedCount, "deleted provisioning key")}, which can be restored for 30 days`]
      : []),
    ...(purgedCount > 0
      ? [`${formatCount(purgedCount, "purged provisioning key")}, which connectors and the audit log name for good`]
      : []),
    ...(issued > 0 ? [`${formatCount(issued, "connector certificate")}, whose CRL it signs`] : []),
  ];
}

function quote(rows: { name: string }[], count: number): string {
  const names = rows.slice(0, NAMED).map(({ name }) => `"${name}"`);
  return count > names.length ? `${names.join(", ")} and ${count - names.length} more` : names.join(", ");
}
