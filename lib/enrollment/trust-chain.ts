import "server-only";
import { pool } from "@/lib/db";
import { derToPem } from "@/lib/pki/pem";

const READ = `
SELECT c.certificate FROM tenants t
  JOIN signing_certificates c ON c.certificate IS NOT NULL AND (c.id = t.root_certificate_id OR c.parent_id IS NOT NULL)
 ORDER BY (c.id = t.root_certificate_id) DESC, c.created_at, c.id`;

/** Out: the tenant's Root first, then the certificates it or its children issued to sign with, PEM. All public. */
export async function getTrustChain(): Promise<string> {
  const { rows } = await pool.query<{ certificate: Buffer }>({ name: "trust-chain", text: READ, values: [] });
  return rows.map((row) => derToPem("CERTIFICATE", row.certificate)).join("");
}
