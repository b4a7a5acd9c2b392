import "server-only";
import { AppError } from "@/lib/errors";
import { type InspectedCertificate, inspectCertificate } from "@/lib/pki/inspect-certificate";
import { readPemBlocks } from "@/lib/pki/pem";
import { getCertificateSchema } from "@/lib/services/signing-certificates/schema";
import { verb } from "@/lib/services/verb";

/** What a signing certificate says, and the subjects of what stands above it, its issuer first. */
export type CertificateDetails = {
  id: string;
  /** null while its CSR waits to be signed. */
  certificate: InspectedCertificate | null;
  hasCsr: boolean;
  above: { subject: string; notAfter: string }[];
};

const MAX_DEPTH = 8;

/** Reads one certificate in full. In: id. Out: its parsed certificate and chain. Throws `not_found`. */
export const getSigningCertificate = verb({
  permission: "certificate.read",
  effect: "read",
  input: getCertificateSchema,
  run: async ({ input, tx }): Promise<CertificateDetails> => {
    const select = { id: true, certificate: true, csr: true, parentId: true, uploadedChain: true } as const;
    const row = await tx.signingCertificate.findUnique({ where: { id: input.id }, select });
    if (!row) throw new AppError("not_found", "There is no such signing certificate, or it was deleted.");
    const chain: Uint8Array[] = [];
    let top = row;
    for (let depth = 0; top.parentId !== null && depth < MAX_DEPTH; depth += 1) {
      top = await tx.signingCertificate.findUniqueOrThrow({ where: { id: top.parentId }, select });
      if (top.certificate) chain.push(top.certificate);
    }
    if (top.uploadedChain) chain.push(...readPemBlocks(top.uploadedChain).map(({ der }) => der));
    return {
      id: row.id,
      certificate: row.certificate ? inspectCertificate(row.certificate) : null,
      hasCsr: row.csr !== null,
      above: chain.map((der) => {
        const { subject, notAfter } = inspectCertificate(der);
        const commonName = subject.findLast(({ type }) => type === "CN")?.value;
        return { subject: commonName ?? subject.map(({ value }) => value).join(", "), notAfter };
      }),
    };
  },
});
