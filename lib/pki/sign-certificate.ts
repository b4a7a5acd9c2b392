import "server-only";
import { type KeyObject, X509Certificate } from "node:crypto";
import { DER_TAG, encodeBitString, encodeElement } from "@/lib/pki/der";
import { encodeAuthorityKeyIdentifier } from "@/lib/pki/encode-extensions";
import { encodeValidity } from "@/lib/pki/encode-time";
import { checkPublicKey } from "@/lib/pki/key-policy";
import { encodeSerial } from "@/lib/pki/new-serial";
import { type Issuer, openIssuer } from "@/lib/pki/open-issuer";
import { PkiError } from "@/lib/pki/pki-error";
import { chooseSignatureAlgorithm, signAndVerify } from "@/lib/pki/signature-algorithm";

export type CertificateContent = {
  serial: Uint8Array;
  subjectDer: Uint8Array;
  spkiDer: Uint8Array;
  notBefore: Date;
  notAfter: Date;
  /** DER extensions. */
  extensions: Uint8Array[];
};

const TAG_VERSION = 0xa0;
const TAG_EXTENSIONS = 0xa3;
const VERSION_3 = encodeElement(TAG_VERSION, encodeElement(DER_TAG.integer, Buffer.from([2])));

/**
 * Signs a v3 certificate (RFC 5280 §4.1) under the given name and key. The issuer's name and the subject's key are copied byte for
 * byte: re-encoding a name from an uploaded CA could make a chain that no longer matches (§4.1.2.4).
 */
export function signCertificate(
  content: CertificateContent,
  signer: { nameDer: Uint8Array; privateKey: KeyObject; publicKey: KeyObject },
): Buffer {
  const algorithm = chooseSignatureAlgorithm(signer.publicKey);
  const tbs = encodeElement(
    DER_TAG.sequence,
    VERSION_3,
    encodeSerial(content.serial),
    algorithm.algorithmDer,
    signer.nameDer,
    encodeValidity(content.notBefore, content.notAfter),
    content.subjectDer,
    content.spkiDer,
    encodeElement(TAG_EXTENSIONS, encodeElement(DER_TAG.sequence, ...content.extensions)),
  );
  const signature = signAndVerify(algorithm, tbs, signer.privateKey, signer.publicKey);
  return encodeElement(DER_TAG.sequence, tbs, algorithm.algorithmDer, encodeBitString(signature));
}

/**
 * Signs a certificate under an issuing CA, adding the AuthorityKeyIdentifier, and has OpenSSL's parser confirm the result before it
 * is returned. Throws PkiError when the issuer may not sign ("issuer_not_ca", "issuer_key_mismatch"), the certificate would
 * outlive it ("validity_invalid"), or the public key is weak or the issuer's own ("key_rejected").
 */
export function signUnderIssuer(content: CertificateContent, issuer: Issuer): Buffer {
  const { parts, x509, publicKey, privateKey, keyIdentifier } = openIssuer(issuer, "keyCertSign");
  if (content.notAfter.getTime() > parts.notAfter.getTime()) {
    throw new PkiError("validity_invalid", "A certificate must not outlive its issuer.");
  }
  const verdict = checkPublicKey(content.spkiDer);
  if (!verdict.ok) throw new PkiError("key_rejected", verdict.message);
  if (parts.spkiDer.equals(content.spkiDer)) {
    throw new PkiError("key_rejected", "The public key is the issuer's own.");
  }
  const extensions = [...content.extensions, encodeAuthorityKeyIdentifier(keyIdentifier)];
  const der = signCertificate({ ...content, extensions }, { nameDer: parts.subjectDer, privateKey, publicKey });
  if (!new X509Certificate(der).checkIssued(x509)) {
    throw new PkiError("certificate_invalid", "The signed certificate does not chain to its issuer.");
  }
  return der;
}
