import "server-only";
import { pool } from "@/lib/db";
import { derToPem } from "@/lib/pki/pem";

// Only what is under the Root that keys pin: clients take this list for trust in the gateway. A certificate brought from elsewhere
// travels with the chain of each enrollment instead.
const READ = `
WITH RECURSIVE tree AS (
  SELECT c.id, 0 AS depth FROM tenants t JOIN signing_certificates c ON c.id = t.root_certificate_id
  UNION ALL
  SELECT c.id, tree.depth + 1 FROM signing_certificates c JOIN tree ON c.parent_id = tree.id WHERE tree.depth < 8
)
SELECT c.certificate FROM tree JOIN signing_certificates c USING (id)
 WHERE c.certificate IS NOT NULL
 ORDER BY (tree.depth = 0) DESC,
          EXISTS (SELECT FROM provisioning_keys k WHERE k.signing_certificate_id = c.id AND k.deleted_at IS NULL) DESC,
          c.created_at, c.id`;

/** Out: the tenant's Root first, then the certificates it or its children issued to sign with, PEM. All public. */
export async function getTrustChain(): Promise<string> {
  return (await readTrustChain()).map((certificate) => derToPem("CERTIFICATE", certificate)).join("");
}

/** The same as DER. */
export async function readTrustChain(): Promise<Buffer[]> {
  const { rows } = await pool.query<{ certificate: Buffer }>({ name: "trust-chain", text: READ, values: [] });
  return rows.map((row) => row.certificate);
}
