import "server-only";
import { KeyUsageFlags } from "@peculiar/asn1-x509";
import { checkPublicKey } from "@/lib/pki/key-policy";
import { PkiError } from "@/lib/pki/pki-error";
import { type ChainMember, readChainMember } from "@/lib/pki/read-ca-input";
import { hashSpki } from "@/lib/pki/spki";

export type CaChainInput = {
  /** DER, as they were sent: the new signing certificate first, each followed by its issuer. */
  certificates: readonly Uint8Array[];
  /** SHA-256 of the key that was made for the request. */
  spkiSha256: Uint8Array;
  /** DER of CA certificates that are known already and may continue the chain. */
  known: readonly Uint8Array[];
  now: Date;
};

export type CaChain = {
  certificate: ChainMember;
  /** What stands above it, up to a self-signed root: what was sent, completed by known ones. */
  above: ChainMember[];
};

/** With the certificate itself; a connector walks at most eight. */
export const MAX_CHAIN = 6;

const CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
const ANY_PURPOSE = "2.5.29.37.0";
// What every verifier of connector certificates understands (RFC 5280 §4.2).
const UNDERSTOOD = new Set(["14", "15", "17", "19", "30", "31", "32", "35", "37"].map((last) => `2.5.29.${last}`));

/**
 * Judges a signing certificate that was signed outside, with its chain: the request's key, order, each signature, CA and key usage,
 * path lengths, validity, strength, purpose. Out: the chain up to its self-signed root. Throws PkiError("certificate_invalid") with one
 * sentence that says which certificate is wrong and what to do.
 */
export function checkCaChain(input: CaChainInput): CaChain {
  const sent = input.certificates.map((der, index) => readMember(der, `Certificate ${index + 1}`));
  if (sent.length > MAX_CHAIN) refuse(`The chain has ${sent.length} certificates; at most ${MAX_CHAIN} are accepted.`);
  refuseRepeated(sent);
  const certificate = findOwn(sent, input.spkiSha256);
  const above = orderAbove(
    sent,
    input.known.map((der) => readMember(der, "A known certificate")),
  );
  const chain = [certificate, ...above];
  refuseUnfit(certificate);
  for (const [index, member] of chain.entries()) refuseWeak(member, index, chain, input.now);
  return { certificate, above };
}

function refuse(message: string): never {
  throw new PkiError("certificate_invalid", message);
}

function readMember(der: Uint8Array, what: string): ChainMember {
  try {
    return readChainMember(der);
  } catch {
    return refuse(`${what} is not an X.509 certificate that can be read.`);
  }
}

function refuseRepeated(sent: ChainMember[]): void {
  for (const [index, member] of sent.entries()) {
    const first = sent.findIndex((other) => other.der.equals(member.der));
    if (first !== index)
      refuse(`Certificates ${first + 1} and ${index + 1} are the same ("${member.label}"). Remove one.`);
  }
}

/** The certificate for the request's key, which must come first. */
function findOwn(sent: ChainMember[], spkiSha256: Uint8Array): ChainMember {
  const [first] = sent;
  if (first === undefined) refuse("There is no certificate.");
  const position = sent.findIndex((member) => hashSpki(member.spkiDer).equals(spkiSha256));
  if (position === -1) {
    refuse(
      `"${first.label}" is for another key than this request's. Upload the certificate that was signed from this CSR.`,
    );
  }
  if (position > 0) {
    refuse(
      `The chain is in the wrong order: "${sent[position]?.label}", the certificate for this request, is number ${position + 1}. ` +
        "Put it first, then its issuer, and the root last.",
    );
  }
  return first;
}

function isIssuedBy(member: ChainMember, issuer: ChainMember): boolean {
  try {
    return (
      member.issuerDer.equals(issuer.subjectDer) &&
      member.x509.checkIssued(issuer.x509) &&
      member.x509.verify(issuer.x509.publicKey)
    );
  } catch {
    return false;
  }
}

/** Walks from the first certificate to the self-signed root; what is missing above the last one may be a known certificate. */
function orderAbove(sent: ChainMember[], known: ChainMember[]): ChainMember[] {
  const [first, ...others] = sent;
  if (first === undefined) refuse("There is no certificate.");
  const above: ChainMember[] = [];
  let current = first;
  for (let number = 2; !isSelfSigned(current); number += 1) {
    const next = others[number - 2];
    if (next === undefined) {
      const issuer = known.find((candidate) => isIssuedBy(current, candidate));
      if (issuer === undefined || above.length >= MAX_CHAIN) refuse(explainMissing(current));
      above.push(issuer);
      current = issuer;
      continue;
    }
    if (!isIssuedBy(current, next)) refuse(explainOrder(current, next, number, others));
    above.push(next);
    current = next;
  }
  const extra = others[above.length];
  if (extra) {
    refuse(
      `"${extra.label}" (number ${above.length + 2}) comes after the root "${current.label}". Remove it: it is not part of the chain.`,
    );
  }
  return above;
}

function isSelfSigned(member: ChainMember): boolean {
  return member.selfIssued && isIssuedBy(member, member);
}

function explainMissing(current: ChainMember): string {
  return (
    `The chain is incomplete: the issuer of "${current.label}", "${current.issuerLabel}", is missing. ` +
    "Add each issuer up to the self-signed root."
  );
}

function explainOrder(current: ChainMember, next: ChainMember, number: number, others: ChainMember[]): string {
  const position = others.findIndex((other) => isIssuedBy(current, other));
  if (position !== -1) {
    return (
      `The chain is in the wrong order: "${current.label}" must be followed by its issuer "${others[position]?.label}", ` +
      `which is number ${position + 2}. Number ${number} is "${next.label}".`
    );
  }
  const sameName = others.find((other) => other.subjectDer.equals(current.issuerDer));
  if (sameName) {
    return `"${current.label}" names "${sameName.label}" as its issuer, but that certificate's key did not sign it. It is another certificate of that name, or damaged.`;
  }
  return explainMissing(current);
}

/** What the new signing certificate alone must be. */
function refuseUnfit(own: ChainMember): void {
  if (isSelfSigned(own))
    refuse(`"${own.label}" is self-signed: have the CSR signed by another CA, or generate a root instead.`);
  if (!own.isCa) {
    refuse(`"${own.label}" is not a CA certificate: it is a leaf and cannot sign. Have the CSR signed with CA:TRUE.`);
  }
  const usage = own.keyUsage ?? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;
  if ((usage & KeyUsageFlags.keyCertSign) === 0) {
    refuse(`"${own.label}" must not sign certificates: its key usage lacks Certificate Sign (keyCertSign).`);
  }
  if ((usage & KeyUsageFlags.cRLSign) === 0) {
    refuse(`"${own.label}" must not sign revocation lists: its key usage lacks CRL Sign (cRLSign).`);
  }
  const verdict = checkPublicKey(own.spkiDer);
  if (!verdict.ok) refuse(verdict.message);
}

/** What every certificate of the chain must be, so that what is issued below verifies. */
function refuseWeak(member: ChainMember, index: number, chain: ChainMember[], now: Date): void {
  const { label } = member;
  if (!member.isCa) refuse(`"${label}", an issuer in the chain, is not a CA certificate.`);
  if (member.keyUsage !== undefined && (member.keyUsage & KeyUsageFlags.keyCertSign) === 0) {
    refuse(`"${label}", an issuer in the chain, must not sign certificates: it lacks Certificate Sign (keyCertSign).`);
  }
  if (member.notAfter <= now) refuse(`"${label}" expired on ${day(member.notAfter)}.`);
  if (member.notBefore > now) refuse(`"${label}" is not valid before ${day(member.notBefore)}.`);
  if (member.pathLength !== undefined && member.pathLength < index) {
    refuse(`"${label}" allows ${member.pathLength} CA certificates below it (path length); the chain has ${index}.`);
  }
  const issuer = chain[index + 1];
  if (issuer && member.notAfter > issuer.notAfter) {
    refuse(
      `"${label}" is valid until ${day(member.notAfter)}, longer than its issuer "${issuer.label}" (${day(issuer.notAfter)}): ` +
        "what it signs could not be verified after that.",
    );
  }
  // Nobody relies on the signature of a root over itself.
  if (!member.signature.strong && !isSelfSigned(member)) {
    refuse(`"${label}" is signed with ${member.signature.label}; SHA-256 or better is required.`);
  }
  if (!hasStrongKey(member))
    refuse(`The key of "${label}" (${member.keyLabel}) is too weak or not of an accepted kind.`);
  if (member.purposes && !member.purposes.some((purpose) => purpose === CLIENT_AUTH || purpose === ANY_PURPOSE)) {
    refuse(
      `"${label}" is limited to other purposes (extended key usage) than TLS client authentication, which connectors need.`,
    );
  }
  const strange = member.critical.find((oid) => !UNDERSTOOD.has(oid) && !/^2\.5\.29\.(33|36|54)$/.test(oid));
  if (strange) refuse(`"${label}" has the critical extension ${strange}, which verifiers do not know.`);
  if (member.limitsConnectorNames) {
    refuse(
      `"${label}" constrains URIs or directory names (name constraints): certificates of connectors could not be verified.`,
    );
  }
}

function hasStrongKey({ x509 }: ChainMember): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = x509.publicKey;
  if (type === "ed25519" || type === "ed448") return true;
  if (type === "ec") return ["prime256v1", "secp384r1", "secp521r1"].includes(details?.namedCurve ?? "");
  const bits = details?.modulusLength ?? 0;
  return (type === "rsa" || type === "rsa-pss") && bits >= 2_048 && bits <= 8_192;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
