import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { checkCaChain } from "@/lib/pki/check-ca-chain";
import { derToPem, readPemBlocks } from "@/lib/pki/pem";
import { PkiError } from "@/lib/pki/pki-error";
import { readCertificate } from "@/lib/pki/read-certificate";
import { emitAudit } from "@/lib/services/audit";
import { type LockedCertificate, lockCertificate } from "@/lib/services/signing-certificates/lock-certificate";
import { uploadCertificateSchema } from "@/lib/services/signing-certificates/schema";
import { describeFacts, nameActor } from "@/lib/services/signing-certificates/store-certificate";
import { verb } from "@/lib/services/verb";

/**
 * Takes the certificate that was signed outside from a row's CSR, with its chain: judged by `checkCaChain`, stored, able to sign. A renewed
 * one may replace it while its subject stays, so that what was issued still verifies.
 * In: id, the version the user saw, PEM. Out: the id. Throws `invalid` with the field `pem`, `not_found`, `conflict`.
 */
export const uploadCertificate = verb({
  permission: "certificate.write",
  effect: "write",
  input: uploadCertificateSchema,
  run: async ({ input, actor, tx }) => {
    const row = await lockCertificate(tx, input.id, input.version);
    if (!row.csr || !row.spkiSha256) {
      throw new AppError("invalid", "This certificate was generated here: only one with a CSR takes an upload.");
    }
    const { certificate, above } = await judge(tx, row, input.pem);
    const facts = describeFacts(certificate.der, row.name);
    const issuer = above[0]?.der;
    // Under a certificate that is a row itself the chain goes on there; otherwise it is kept as it was sent.
    const parent =
      issuer &&
      (await tx.signingCertificate.findFirst({ where: { certificate: new Uint8Array(issuer) }, select: { id: true } }));
    await tx.signingCertificate.update({
      where: { id: row.id },
      data: {
        ...facts,
        issuerCommonName: facts.issuerCommonName || certificate.issuerLabel,
        parentId: parent?.id ?? null,
        uploadedChain: parent ? null : above.map(({ der }) => derToPem("CERTIFICATE", der)).join(""),
        version: { increment: 1 },
        updatedAt: row.now,
        updatedByName: nameActor(actor),
      },
      select: { id: true },
    });
    await emitAudit(tx, actor, {
      action: "certificate.uploaded",
      target: { type: "signing_certificate", id: row.id, name: row.name },
      before: { fingerprintSha256: row.fingerprintSha256 },
      after: {
        fingerprintSha256: facts.fingerprintSha256,
        commonName: facts.commonName,
        notAfter: facts.notAfter.toISOString(),
        chain: above.map(({ label }) => label),
      },
    });
    return { id: row.id, name: row.name };
  },
});

async function judge(tx: Tx, row: LockedCertificate, pem: string) {
  try {
    const known = await tx.signingCertificate.findMany({
      where: { certificate: { not: null }, id: { not: row.id } },
      select: { certificate: true },
    });
    const chain = checkCaChain({
      certificates: readPemBlocks(pem).map(({ der }) => der),
      spkiSha256: row.spkiSha256 ?? new Uint8Array(),
      known: known.flatMap(({ certificate }) => certificate ?? []),
      now: row.now,
    });
    if (row.certificate && !readCertificate(row.certificate).subjectDer.equals(chain.certificate.subjectDer)) {
      throw new PkiError(
        "certificate_invalid",
        "The subject differs from that of the certificate in place: what it has issued would no longer verify. Keep the subject.",
      );
    }
    return chain;
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    throw new AppError("invalid", "Some of the input is not valid.", { fields: { pem: error.message }, cause: error });
  }
}
