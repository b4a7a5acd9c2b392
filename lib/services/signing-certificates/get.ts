import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { type InspectedCertificate, inspectCertificate } from "@/lib/pki/inspect-certificate";
import { readPemBlocks } from "@/lib/pki/pem";
import { getCertificateSchema, getCertificatesSchema } from "@/lib/services/signing-certificates/schema";
import { verb } from "@/lib/services/verb";

/** What a signing certificate says, and the subjects of what stands above it, its issuer first. */
export type CertificateDetails = {
  id: string;
  /** null while its CSR waits to be signed. */
  certificate: InspectedCertificate | null;
  hasCsr: boolean;
  above: { subject: string; notAfter: string }[];
};

type Row = {
  id: string;
  certificate: Uint8Array | null;
  hasCsr: boolean;
  parentId: string | null;
  uploadedChain: string | null;
};

/** Reads one certificate in full. In: id. Out: its parsed certificate and chain. Throws `not_found`. */
export const getSigningCertificate = verb({
  permission: "certificate.read",
  effect: "read",
  input: getCertificateSchema,
  run: async ({ input, tx }): Promise<CertificateDetails> => {
    const [details] = await selectDetails(tx, [input.id]);
    if (!details) throw new AppError("not_found", "There is no such signing certificate, or it was deleted.");
    return details;
  },
});

/** The same for those of a page, in one statement. In: ids. Out: those that exist, in the order of the ids. */
export const getSigningCertificates = verb({
  permission: "certificate.read",
  effect: "read",
  input: getCertificatesSchema,
  run: ({ input, tx }) => selectDetails(tx, input.ids),
});

async function selectDetails(tx: Tx, ids: readonly string[]): Promise<CertificateDetails[]> {
  const found = await tx.$queryRaw<Row[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM signing_certificates WHERE id = ANY (${[...ids]}::uuid[])
      UNION
      SELECT p.id, p.parent_id FROM signing_certificates p JOIN up ON p.id = up.parent_id
    )
    SELECT c.id, c.certificate, c.csr IS NOT NULL AS "hasCsr", c.parent_id AS "parentId", c.uploaded_chain AS "uploadedChain"
    FROM signing_certificates c JOIN up ON up.id = c.id`;
  const rows = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row ? [toDetails(row, rows)] : [];
  });
}

function toDetails(row: Row, rows: ReadonlyMap<string, Row>): CertificateDetails {
  const chain: Uint8Array[] = [];
  let top = row;
  for (let above = rows.get(top.parentId ?? ""); above; above = rows.get(top.parentId ?? "")) {
    if (above.certificate) chain.push(above.certificate);
    top = above;
  }
  if (top.uploadedChain) chain.push(...readPemBlocks(top.uploadedChain).map(({ der }) => der));
  return {
    id: row.id,
    certificate: row.certificate ? inspectCertificate(row.certificate) : null,
    hasCsr: row.hasCsr,
    above: chain.map((der) => {
      const { subject, notAfter } = inspectCertificate(der);
      const commonName = subject.findLast(({ type }) => type === "CN")?.value;
      return { subject: commonName ?? subject.map(({ value }) => value).join(", "), notAfter };
    }),
  };
}
