import "server-only";
import { createHash } from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  CRLDistributionPoints,
  DistributionPoint,
  DistributionPointName,
  ExtendedKeyUsage,
  Extension,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  KeyIdentifier,
  KeyUsage,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from "@peculiar/asn1-x509";
import { readChildren, readDer, sliceContent } from "@/lib/pki/der";
import { PkiError } from "@/lib/pki/pki-error";

const MAX_URL_LENGTH = 2_048;
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;
const CRITICAL = true;

/** One DER Extension (RFC 5280 §4.2) from its OID, criticality and value. */
export function encodeExtension(oid: string, critical: boolean, value: unknown): Buffer {
  const extnValue = new OctetString(value instanceof Uint8Array ? value : AsnConvert.serialize(value));
  return Buffer.from(AsnConvert.serialize(new Extension({ extnID: oid, critical, extnValue })));
}

/** BasicConstraints, critical in every certificate: an absent one would leave CA:FALSE to the reader (RFC 5280 §4.2.1.9). */
export function encodeBasicConstraints(constraints: { isCa: boolean; pathLength?: number }): Buffer {
  const value = new BasicConstraints({ cA: constraints.isCa });
  if (constraints.pathLength !== undefined) value.pathLenConstraint = constraints.pathLength;
  return encodeExtension(id_ce_basicConstraints, CRITICAL, value);
}

/** KeyUsage, critical (RFC 5280 §4.2.1.3); `flags` are KeyUsageFlags. */
export function encodeKeyUsage(flags: number): Buffer {
  return encodeExtension(id_ce_keyUsage, CRITICAL, new KeyUsage(flags));
}

/** ExtendedKeyUsage with one purpose (RFC 5280 §4.2.1.12). */
export function encodeExtendedKeyUsage(purpose: string): Buffer {
  return encodeExtension(id_ce_extKeyUsage, !CRITICAL, new ExtendedKeyUsage([purpose]));
}

/** SubjectAltName (RFC 5280 §4.2.1.6), not critical because our subjects are never empty. */
export function encodeSubjectAltName(names: GeneralName[]): Buffer {
  return encodeExtension(id_ce_subjectAltName, !CRITICAL, new SubjectAlternativeName(names));
}

/** SubjectKeyIdentifier (RFC 5280 §4.2.1.2). */
export function encodeSubjectKeyIdentifier(identifier: Uint8Array): Buffer {
  return encodeExtension(id_ce_subjectKeyIdentifier, !CRITICAL, new SubjectKeyIdentifier(identifier));
}

/** AuthorityKeyIdentifier with the key identifier alone (RFC 5280 §4.2.1.1). */
export function encodeAuthorityKeyIdentifier(identifier: Uint8Array): Buffer {
  const keyIdentifier = new KeyIdentifier(identifier);
  return encodeExtension(id_ce_authorityKeyIdentifier, !CRITICAL, new AuthorityKeyIdentifier({ keyIdentifier }));
}

/**
 * CRLDistributionPoints with one URL (RFC 5280 §4.2.1.13). Throws PkiError("url_invalid") unless it is an absolute http or https URL
 * in printable ASCII of at most 2,048 characters.
 */
export function encodeCrlDistributionPoint(crlUrl: string): Buffer {
  const protocol = URL.canParse(crlUrl) ? new URL(crlUrl).protocol : "";
  const isWeb = protocol === "http:" || protocol === "https:";
  if (!isWeb || crlUrl.length > MAX_URL_LENGTH || !PRINTABLE_ASCII.test(crlUrl)) {
    throw new PkiError("url_invalid", "The CRL URL must be an absolute http or https URL in ASCII.");
  }
  const distributionPoint = new DistributionPointName({
    fullName: [new GeneralName({ uniformResourceIdentifier: crlUrl })],
  });
  const points = new CRLDistributionPoints([new DistributionPoint({ distributionPoint })]);
  return encodeExtension(id_ce_cRLDistributionPoints, !CRITICAL, points);
}

/**
 * The key identifier of a public key: the first 160 bits of the SHA-256 of its bits (RFC 7093 §2, method 1), which needs no SHA-1.
 * `spkiDer` must be a DER SubjectPublicKeyInfo.
 */
export function computeKeyIdentifier(spkiDer: Uint8Array): Buffer {
  const root = readDer(spkiDer);
  const bits = root && readChildren(spkiDer, root)[1];
  if (bits === undefined) throw new PkiError("key_rejected", "The public key is not a SubjectPublicKeyInfo.");
  // The first content octet of a BIT STRING counts its unused bits and is not part of the key.
  return createHash("sha256").update(sliceContent(spkiDer, bits).subarray(1)).digest().subarray(0, 20);
}
