import "server-only";
import { type KeyObject, X509Certificate } from "node:crypto";
import { KeyUsageFlags } from "@peculiar/asn1-x509";
import { computeKeyIdentifier } from "@/lib/pki/encode-extensions";
import { PkiError } from "@/lib/pki/pki-error";
import { type CertificateParts, readCertificate } from "@/lib/pki/read-certificate";

/** What signs: a CA certificate and its private key. */
export type Issuer = { certificateDer: Uint8Array; privateKey: KeyObject };

export type OpenIssuer = {
  parts: CertificateParts;
  x509: X509Certificate;
  publicKey: KeyObject;
  privateKey: KeyObject;
  keyIdentifier: Buffer;
};

/**
 * Reads an issuer and checks that its certificate may sign certificates (`keyCertSign`) or CRLs (`cRLSign`): CA:TRUE and, where
 * KeyUsage is present, that bit (RFC 5280 §4.2.1.3, §4.2.1.9). Throws PkiError("issuer_not_ca") or ("certificate_invalid").
 */
export function openIssuer(issuer: Issuer, purpose: "keyCertSign" | "cRLSign"): OpenIssuer {
  const parts = readCertificate(issuer.certificateDer);
  const isAllowed = parts.keyUsage === undefined || (parts.keyUsage & KeyUsageFlags[purpose]) !== 0;
  if (!parts.isCa || !isAllowed) {
    throw new PkiError("issuer_not_ca", `The issuer's certificate does not allow ${purpose}.`);
  }
  return {
    parts,
    ...openWithOpenssl(parts.der),
    privateKey: issuer.privateKey,
    keyIdentifier: parts.subjectKeyIdentifier ?? computeKeyIdentifier(parts.spkiDer),
  };
}

function openWithOpenssl(der: Buffer): { x509: X509Certificate; publicKey: KeyObject } {
  try {
    const x509 = new X509Certificate(der);
    return { x509, publicKey: x509.publicKey };
  } catch (error) {
    throw new PkiError("certificate_invalid", "The issuer's certificate or its public key cannot be read.", {
      cause: error,
    });
  }
}
