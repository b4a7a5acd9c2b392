import "server-only";
import { AppError } from "@/lib/errors";
import { derToPem } from "@/lib/pki/pem";
import { downloadCertificateSchema } from "@/lib/services/signing-certificates/schema";
import { verb } from "@/lib/services/verb";

type Row = { name: string; certificate: Uint8Array | null; csr: Uint8Array | null; uploadedChain: string | null };

/**
 * A signing certificate, its chain (itself first, the root last), or its CSR, as a PEM file. All public: no private key is read.
 * In: id, which file. Out: text, media type and a file name of plain letters. Throws `not_found`.
 */
export const downloadCertificate = verb({
  permission: "certificate.read",
  effect: "read",
  input: downloadCertificateSchema,
  run: async ({ input, tx }) => {
    const rows = await tx.$queryRaw<Row[]>`
      WITH RECURSIVE chain AS (
        SELECT c.*, 0 AS depth FROM signing_certificates c WHERE c.id = ${input.id}::uuid
        UNION ALL
        SELECT p.*, chain.depth + 1 FROM signing_certificates p JOIN chain ON p.id = chain.parent_id WHERE chain.depth < 8
      )
      SELECT name, certificate, csr, uploaded_chain AS "uploadedChain" FROM chain ORDER BY depth`;
    const text = writeFile(input.file, rows);
    if (text === undefined) throw new AppError("not_found", "There is no such file of this signing certificate.");
    const stem = (rows[0]?.name ?? "")
      .normalize("NFKD")
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/^[-.]+|[-.]+$/g, "");
    const suffix = { certificate: ".pem", chain: "-chain.pem", csr: ".csr" }[input.file];
    const type = input.file === "csr" ? "application/pkcs10" : "application/x-pem-file";
    return { text, type, fileName: `${stem.slice(0, 100) || "certificate"}${suffix}` };
  },
});

function writeFile(file: "certificate" | "chain" | "csr", rows: Row[]): string | undefined {
  const [own] = rows;
  if (file === "csr") return own?.csr ? derToPem("CERTIFICATE REQUEST", own.csr) : undefined;
  if (!own?.certificate) return undefined;
  if (file === "certificate") return derToPem("CERTIFICATE", own.certificate);
  const certificates = rows.map(({ certificate }) => (certificate ? derToPem("CERTIFICATE", certificate) : ""));
  return certificates.join("") + (rows.at(-1)?.uploadedChain ?? "");
}
