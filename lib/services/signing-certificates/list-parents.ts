import "server-only";
import { z } from "zod";
import { readCertificate } from "@/lib/pki/read-certificate";
import { verb } from "@/lib/services/verb";

/** A certificate under which another CA certificate can be generated. */
export type ParentChoice = { id: string; name: string; notAfter: string; isTenantRoot: boolean };

type Row = { id: string; name: string; certificate: Uint8Array; notAfter: Date; isTenantRoot: boolean };

/**
 * The certificates that can sign now and whose path length allows a CA certificate below, the tenant's Root first.
 * Out: them by name. Throws what `verb` throws.
 */
export const listParents = verb({
  permission: "certificate.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<ParentChoice[]> => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT c.id, c.name, c.certificate, c.not_after AS "notAfter", t.id IS NOT NULL AS "isTenantRoot"
      FROM signing_certificates c LEFT JOIN tenants t ON t.root_certificate_id = c.id
      WHERE c.certificate IS NOT NULL AND c.signing_allowed AND now() BETWEEN c.not_before AND c.not_after
        AND EXISTS (SELECT 1 FROM signing_keys k WHERE k.signing_certificate_id = c.id)
      ORDER BY t.id IS NULL, c.name_key`;
    return rows
      .filter(({ certificate }) => readCertificate(certificate).pathLength !== 0)
      .map(({ id, name, notAfter, isTenantRoot }) => ({ id, name, notAfter: notAfter.toISOString(), isTenantRoot }));
  },
});
