import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";

/** A signing certificate as a verb that changes it needs it, locked until the caller's transaction ends. */
export type LockedCertificate = {
  id: string;
  version: number;
  name: string;
  description: string;
  signingAllowed: boolean;
  certificate: Uint8Array | null;
  csr: Uint8Array | null;
  spkiSha256: Uint8Array | null;
  fingerprintSha256: string | null;
  updatedAt: Date;
  updatedByName: string | null;
  isTenantRoot: boolean;
  now: Date;
};

/**
 * Locks a signing certificate against changes and new uses and compares the version. In: transaction, id, the version the user saw.
 * Out: the row. Throws `not_found`, or `conflict` that says who changed it and what it is now.
 */
export async function lockCertificate(tx: Tx, id: string, version: number): Promise<LockedCertificate> {
  const [row] = await tx.$queryRaw<LockedCertificate[]>`
    SELECT c.id, c.version, c.name, c.description, c.signing_allowed AS "signingAllowed", c.certificate, c.csr,
      c.spki_sha256 AS "spkiSha256", c.fingerprint_sha256 AS "fingerprintSha256", c.updated_at AS "updatedAt",
      c.updated_by_name AS "updatedByName", now() AS now,
      EXISTS (SELECT 1 FROM tenants t WHERE t.root_certificate_id = c.id) AS "isTenantRoot"
    FROM signing_certificates c WHERE c.id = ${id}::uuid FOR UPDATE OF c`;
  if (!row) throw new AppError("not_found", "There is no such signing certificate, or it was deleted.");
  if (row.version !== version) {
    const changedBy = row.updatedByName ?? "Somebody";
    throw new AppError(
      "conflict",
      `${changedBy} changed this signing certificate while you were at it. Nothing was saved.`,
      {
        details: {
          changedBy,
          changedAt: row.updatedAt.toISOString(),
          current: {
            version: row.version,
            name: row.name,
            description: row.description,
            signingAllowed: row.signingAllowed,
          },
        },
      },
    );
  }
  return row;
}
