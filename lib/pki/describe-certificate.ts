import "server-only";
import { createHash, X509Certificate } from "node:crypto";
import { labelKey } from "@/lib/pki/key-policy";
import { readCommonName } from "@/lib/pki/name";
import { PkiError } from "@/lib/pki/pki-error";
import { readCertificate } from "@/lib/pki/read-certificate";
import { hashSpki } from "@/lib/pki/spki";

export type CertificateDescription = {
  /** Undefined when the subject has no readable common name. */
  subjectCommonName: string | undefined;
  issuerCommonName: string | undefined;
  /** Lower-case hex of the serial number's octets. */
  serialHex: string;
  /** SHA-256 of the DER, lower-case hex. */
  fingerprintSha256: string;
  /** SHA-256 of the DER SPKI, lower-case hex. */
  spkiSha256: string;
  notBefore: Date;
  notAfter: Date;
  isCa: boolean;
  /** "ECDSA P-256", "RSA 3072", … */
  keyAlgorithm: string;
  /** Subject and issuer are the same and its own key verifies its signature. */
  selfSigned: boolean;
};

/**
 * What tables and detail pages show of a certificate, from DER or one PEM block. Reads only: an expired or foreign certificate is
 * described too. Throws PkiError("certificate_invalid") when it cannot be read.
 */
export function describeCertificate(certificate: string | Uint8Array): CertificateDescription {
  const parts = readCertificate(certificate);
  try {
    const x509 = new X509Certificate(parts.der);
    const { publicKey } = x509;
    return {
      subjectCommonName: readCommonName(parts.subjectDer),
      issuerCommonName: readCommonName(parts.issuerDer),
      serialHex: parts.serialHex,
      fingerprintSha256: createHash("sha256").update(parts.der).digest("hex"),
      spkiSha256: hashSpki(parts.spkiDer).toString("hex"),
      notBefore: parts.notBefore,
      notAfter: parts.notAfter,
      isCa: parts.isCa,
      keyAlgorithm: labelKey(publicKey),
      selfSigned: parts.subjectDer.equals(parts.issuerDer) && x509.verify(publicKey),
    };
  } catch (error) {
    throw new PkiError("certificate_invalid", "The certificate's names or public key cannot be read.", {
      cause: error,
    });
  }
}
