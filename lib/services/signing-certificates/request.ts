import "server-only";
import { randomUUID } from "node:crypto";
import { masterKeys } from "@/lib/crypto/master-key";
import { createCaCsr } from "@/lib/pki/create-ca-csr";
import { generateKey } from "@/lib/pki/generate-key";
import { labelKey } from "@/lib/pki/key-policy";
import { derToPem } from "@/lib/pki/pem";
import { hashKeySpki } from "@/lib/pki/spki";
import { emitAudit } from "@/lib/services/audit";
import { nameKey } from "@/lib/services/name/schema";
import { requestCertificateSchema } from "@/lib/services/signing-certificates/schema";
import { nameActor, refuseTakenName, sealPrivateKey } from "@/lib/services/signing-certificates/store-certificate";
import { verb } from "@/lib/services/verb";

/**
 * Makes a private key, which stays here sealed, and a CSR to have signed outside. The row cannot sign until the signed certificate is
 * uploaded. In: names, key algorithm, subject. Out: id, version and the CSR in PEM. Throws `name_taken` and what `verb` throws.
 */
export const requestCertificate = verb({
  permission: "certificate.write",
  effect: "write",
  input: requestCertificateSchema,
  run: async ({ input, actor, tx }) => {
    const { name, description, keyAlgorithm, ...subject } = input;
    const { privateKey, publicKey } = await generateKey(keyAlgorithm);
    const csr = createCaCsr({ ...subject, privateKey });
    const id = randomUUID();
    await tx.signingCertificate
      .create({
        data: {
          id,
          name,
          nameKey: nameKey(name),
          description,
          kind: "INTERMEDIATE",
          csr: new Uint8Array(csr),
          commonName: subject.commonName,
          issuerCommonName: "",
          spkiSha256: new Uint8Array(hashKeySpki(publicKey)),
          keyAlgorithm: labelKey(publicKey),
          createdByName: nameActor(actor),
          signingKey: { create: { sealedPrivateKey: sealPrivateKey(masterKeys(), id, privateKey) } },
        },
        select: { id: true },
      })
      .catch(refuseTakenName);
    await emitAudit(tx, actor, {
      action: "certificate.requested",
      target: { type: "signing_certificate", id, name },
      after: { commonName: subject.commonName, keyAlgorithm: labelKey(publicKey) },
    });
    return { id, name, version: 1, csr: derToPem("CERTIFICATE REQUEST", csr) };
  },
});
