import "server-only";
import { CRLReason, CRLReasons, id_ce_cRLNumber, id_ce_cRLReasons } from "@peculiar/asn1-x509";
import { DER_TAG, encodeBitString, encodeElement, encodeUnsignedInteger } from "@/lib/pki/der";
import { encodeAuthorityKeyIdentifier, encodeExtension } from "@/lib/pki/encode-extensions";
import { encodeTime } from "@/lib/pki/encode-time";
import { encodeSerial } from "@/lib/pki/new-serial";
import { type Issuer, openIssuer } from "@/lib/pki/open-issuer";
import { PkiError } from "@/lib/pki/pki-error";
import { chooseSignatureAlgorithm, signAndVerify } from "@/lib/pki/signature-algorithm";

export type RevokedCertificate = {
  serial: Uint8Array;
  revokedAt: Date;
  /** CRLReason of RFC 5280 §5.3.1; 0 (unspecified) is left out of the CRL. */
  reason?: number | undefined;
};

export type CrlInput = {
  issuer: Issuer;
  /** Higher than in any CRL this issuer has signed before (RFC 5280 §5.2.3): 0 to 2^159 - 1. */
  crlNumber: bigint;
  thisUpdate: Date;
  nextUpdate: Date;
  /** Each serial number once. */
  revoked: RevokedCertificate[];
};

const TAG_EXTENSIONS = 0xa0;
const VERSION_2 = encodeElement(DER_TAG.integer, Buffer.from([1]));
const MAX_CRL_NUMBER = 2n ** 159n;

const ENTRY_REASONS = new Map<number, Buffer>(
  [
    CRLReasons.keyCompromise,
    CRLReasons.cACompromise,
    CRLReasons.affiliationChanged,
    CRLReasons.superseded,
    CRLReasons.cessationOfOperation,
    CRLReasons.certificateHold,
    CRLReasons.privilegeWithdrawn,
    CRLReasons.aACompromise,
  ].map((reason) => [
    reason,
    encodeElement(DER_TAG.sequence, encodeExtension(id_ce_cRLReasons, false, new CRLReason(reason))),
  ]),
);

/**
 * Creates a complete version 2 CRL and returns its DER (RFC 5280 §5), with AuthorityKeyIdentifier and CRLNumber. Without revoked
 * certificates the list is left out, as §5.1.2.6 asks. Throws PkiError("crl_invalid") for a number, period or reason outside the
 * standard, ("issuer_not_ca") when the issuer lacks cRLSign, ("issuer_key_mismatch"), ("serial_invalid") or ("validity_invalid").
 */
export function createCrl(input: CrlInput): Buffer {
  const { parts, publicKey, privateKey, keyIdentifier } = openIssuer(input.issuer, "cRLSign");
  if (input.crlNumber < 0n || input.crlNumber >= MAX_CRL_NUMBER) {
    throw new PkiError("crl_invalid", "The CRL number must not be negative and fit into 20 octets.");
  }
  if (!(input.thisUpdate.getTime() < input.nextUpdate.getTime())) {
    throw new PkiError("crl_invalid", "The next update must come after this one.");
  }
  const algorithm = chooseSignatureAlgorithm(publicKey);
  const entries = input.revoked.map(encodeEntry);
  const crlNumber = encodeExtension(id_ce_cRLNumber, false, encodeUnsignedInteger(input.crlNumber));
  const extensions = encodeElement(DER_TAG.sequence, encodeAuthorityKeyIdentifier(keyIdentifier), crlNumber);
  const tbs = encodeElement(
    DER_TAG.sequence,
    VERSION_2,
    algorithm.algorithmDer,
    parts.subjectDer,
    encodeTime(input.thisUpdate),
    encodeTime(input.nextUpdate),
    ...(entries.length === 0 ? [] : [encodeElement(DER_TAG.sequence, ...entries)]),
    encodeElement(TAG_EXTENSIONS, extensions),
  );
  const signature = signAndVerify(algorithm, tbs, privateKey, publicKey);
  return encodeElement(DER_TAG.sequence, tbs, algorithm.algorithmDer, encodeBitString(signature));
}

function encodeEntry(entry: RevokedCertificate): Buffer {
  const reason = entry.reason ?? CRLReasons.unspecified;
  const reasonDer = ENTRY_REASONS.get(reason);
  if (reasonDer === undefined && reason !== CRLReasons.unspecified) {
    throw new PkiError("crl_invalid", `${reason} is not a reason for an entry of a complete CRL.`);
  }
  return encodeElement(
    DER_TAG.sequence,
    encodeSerial(entry.serial),
    encodeTime(entry.revokedAt),
    ...(reasonDer === undefined ? [] : [reasonDer]),
  );
}
