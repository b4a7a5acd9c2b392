import "server-only";
import { createHash, X509Certificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate } from "@peculiar/asn1-x509";
import { describeExtension, type ExtensionDescription, formatHex } from "@/lib/pki/describe-extensions";
import { type NameAttribute, readNameAttributes } from "@/lib/pki/format-name";
import { labelKey } from "@/lib/pki/key-policy";
import { nameSignature } from "@/lib/pki/name-signature";
import { PkiError } from "@/lib/pki/pki-error";
import { readCertificate } from "@/lib/pki/read-certificate";
import { hashSpki } from "@/lib/pki/spki";

/** Everything a certificate says, as plain data for people to read; dates are ISO strings, octets "0A:FF:…". */
export type InspectedCertificate = {
  /** 3 for every certificate with extensions. */
  version: number;
  subject: NameAttribute[];
  issuer: NameAttribute[];
  serial: string;
  notBefore: string;
  notAfter: string;
  signatureAlgorithm: string;
  /** "ECDSA P-256", "RSA 3072", … */
  keyAlgorithm: string;
  /** Size of the key in bits; null for an algorithm of which it is not known. */
  keyBits: number | null;
  extensions: ExtensionDescription[];
  fingerprintSha256: string;
  fingerprintSha1: string;
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: what a pin is compared with. */
  spkiSha256: string;
};

const CURVE_BITS: Record<string, number> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

/** Reads a DER certificate in full. Judges nothing. Throws PkiError("certificate_invalid") when it cannot be read. */
export function inspectCertificate(der: Uint8Array): InspectedCertificate {
  const parts = readCertificate(der);
  try {
    const { tbsCertificate, signatureAlgorithm } = AsnConvert.parse(parts.der, Certificate);
    const { publicKey } = new X509Certificate(parts.der);
    const details = publicKey.asymmetricKeyDetails;
    const digest = (hash: string) => formatHex(createHash(hash).update(parts.der).digest());
    return {
      version: tbsCertificate.version + 1,
      subject: readNameAttributes(parts.subjectDer),
      issuer: readNameAttributes(parts.issuerDer),
      serial: formatHex(Buffer.from(parts.serialHex, "hex")),
      notBefore: parts.notBefore.toISOString(),
      notAfter: parts.notAfter.toISOString(),
      signatureAlgorithm: nameSignature(signatureAlgorithm).label,
      keyAlgorithm: labelKey(publicKey),
      keyBits: details?.modulusLength ?? CURVE_BITS[details?.namedCurve ?? ""] ?? null,
      extensions: [...(tbsCertificate.extensions ?? [])].map(describeExtension),
      fingerprintSha256: digest("sha256"),
      fingerprintSha1: digest("sha1"),
      spkiSha256: hashSpki(parts.spkiDer).toString("hex"),
    };
  } catch (error) {
    throw new PkiError("certificate_invalid", "The certificate cannot be read.", { cause: error });
  }
}
