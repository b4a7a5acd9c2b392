import "server-only";
import { explainUnusableCertificates } from "@/lib/services/provisioning-keys/check-certificate";
import { selectCertificates } from "@/lib/services/signing-certificates/list";
import { listCertificateChoicesSchema } from "@/lib/services/signing-certificates/schema";
import { verb } from "@/lib/services/verb";

/** A signing certificate as a choice; `unusable` says why it cannot be chosen, null when it can. */
export type CertificateOption = {
  id: string;
  name: string;
  commonName: string;
  issuerCommonName: string;
  keyAlgorithm: string;
  notAfter: string | null;
  unusable: string | null;
};

/** All signing certificates for a choice, with the reason of each that cannot sign. Throws what `verb` throws. */
export const listCertificateChoices = verb({
  permission: "certificate.read",
  effect: "read",
  input: listCertificateChoicesSchema,
  run: async ({ tx }): Promise<CertificateOption[]> => {
    const certificates = await selectCertificates(tx, false);
    const reasons = await explainUnusableCertificates(tx);
    return certificates.map((certificate) => ({
      id: certificate.id,
      name: certificate.name,
      commonName: certificate.commonName,
      issuerCommonName: certificate.issuerCommonName,
      keyAlgorithm: certificate.keyAlgorithm,
      notAfter: certificate.notAfter,
      // One that appeared between the two statements is not offered yet.
      unusable: reasons.get(certificate.id) ?? (certificate.usable ? null : "This signing certificate cannot sign."),
    }));
  },
});
