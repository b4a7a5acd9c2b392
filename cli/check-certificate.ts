import type { X509Certificate } from "node:crypto";
import type { ConnectorIdentity } from "./identity";
import { readCertificates } from "./verify-server";

const CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
const MAX_DEPTH = 8;

/** A certificate that is not what was asked for; `message` says in which way. */
export class CertificateRejectedError extends Error {}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isCurrent(certificate: X509Certificate, now: Date): boolean {
  return Date.parse(certificate.validTo) > now.getTime();
}

/**
 * The pinned Root, or the self-signed root that ends the chain: a tenant may sign with a CA of its own. The chain came over a connection
 * that the pin had proven, so it is as good as the Root itself.
 */
function leadsToRoot(leaf: X509Certificate, chain: X509Certificate[], root: X509Certificate, now: Date): boolean {
  let current = leaf;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    if (isIssuedBy(current, root)) return isCurrent(root, now);
    const below = current;
    const issuer = chain.find((candidate) => candidate.raw.compare(below.raw) !== 0 && isIssuedBy(below, candidate));
    if (!issuer || !isCurrent(issuer, now)) return false;
    if (isIssuedBy(issuer, issuer)) return true;
    current = issuer;
  }
  return false;
}

/**
 * Checks a connector certificate: our own public key, a signature path over `chain` (PEM) to a root, not expired, clientAuth,
 * not a CA. Out: the certificate. Throws CertificateRejectedError.
 */
export function checkCertificate(
  files: { certificate: string; chain: string; root: X509Certificate },
  identity: ConnectorIdentity,
  now: Date,
): X509Certificate {
  const [leaf, ...others] = readCertificates(files.certificate);
  if (!leaf || others.length > 0) throw new CertificateRejectedError("It is not one certificate in PEM.");
  if (!leaf.checkPrivateKey(identity.privateKey)) {
    throw new CertificateRejectedError("It is for another public key.");
  }
  if (!isCurrent(leaf, now)) throw new CertificateRejectedError("It has expired.");
  // Node calls the extended key usage "keyUsage".
  if (leaf.ca || !leaf.keyUsage?.includes(CLIENT_AUTH)) {
    throw new CertificateRejectedError("It is not a certificate for clients.");
  }
  if (!leadsToRoot(leaf, readCertificates(files.chain), files.root, now)) {
    throw new CertificateRejectedError("It has no chain that leads to a root.");
  }
  return leaf;
}
