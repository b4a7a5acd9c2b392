import { createHash, X509Certificate } from "node:crypto";
import { checkServerIdentity, type PeerCertificate, type TLSSocket } from "node:tls";
import {
  type Endpoint,
  type HttpAnswer,
  type Limits,
  OversizedAnswerError,
  openTlsConnection,
  sendRequest,
  TransportError,
} from "./http";

const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
const MAX_CERTIFICATES = 16;

/** The peer is reachable but is not proven to be the gateway of this key; `message` is a sentence for people. */
export class ServerNotVerifiedError extends Error {}

/** `GET /v1/ca` was answered with something else than the trust chain, such as 503. */
export class RootNotServedError extends Error {
  readonly answer: HttpAnswer;
  constructor(answer: HttpAnswer) {
    super(`The server answered ${answer.status} instead of its Root certificate.`);
    this.answer = answer;
  }
}

/** Reads the certificates of a PEM text (RFC 7468), at most 16; what does not parse is left out. */
export function readCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.slice(0, MAX_CERTIFICATES).flatMap((block) => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
}

/** SHA-256 of a certificate's DER SubjectPublicKeyInfo: what the pin of a key is compared with. */
export function hashPublicKey(certificate: X509Certificate): Buffer {
  const spki = certificate.publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(spki).digest();
}

/** The self-signed CA certificate whose public key has the pin, or null. The pin, not the sender, makes it trustworthy. */
export function findPinnedRoot(certificates: X509Certificate[], pin: Uint8Array): X509Certificate | null {
  const isPinned = (certificate: X509Certificate) =>
    hashPublicKey(certificate).equals(pin) &&
    certificate.ca &&
    certificate.subject === certificate.issuer &&
    certificate.verify(certificate.publicKey);
  return certificates.find(isPinned) ?? null;
}

const NETWORK_CODES = new Set(
  `ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH EHOSTDOWN ENETDOWN EADDRNOTAVAIL EACCES EPERM
  ENOTFOUND ENODATA EAI_AGAIN EAI_FAIL ESERVFAIL EREFUSED EMFILE ENFILE`.split(/\s+/),
);

const REASONS: Record<string, string> = {
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host name",
  INVALID_PURPOSE: "its certificate is not a server certificate",
  CERT_HAS_EXPIRED: "its certificate has expired, or this machine's clock is wrong",
  CERT_NOT_YET_VALID: "its certificate is not valid yet, or this machine's clock is wrong",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate was not issued under the Root named in the key",
  UNABLE_TO_GET_ISSUER_CERT: "its certificate was not issued under the Root named in the key",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate was not issued under the Root named in the key",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate was not issued under the Root named in the key",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate was not issued under the Root named in the key",
  CERT_SIGNATURE_FAILURE: "its certificate was not issued under the Root named in the key",
};

/** Whether a failure is the network's, so that nobody answered, rather than a peer that answered wrongly. */
export function isNetworkFailure(error: TransportError): boolean {
  return NETWORK_CODES.has(error.code);
}

/** Network failures pass as they are; every other failure means that the peer proved nothing. */
function explainFailure(error: unknown): unknown {
  if (error instanceof OversizedAnswerError) return new ServerNotVerifiedError("The server is not a Latchkey gateway.");
  if (!(error instanceof TransportError) || isNetworkFailure(error)) return error;
  const reason = REASONS[error.code] ?? `it does not speak as a Latchkey gateway does (${error.code})`;
  return new ServerNotVerifiedError(`The server cannot be trusted: ${reason}.`);
}

/**
 * Fetches the Root over a connection of its own that trusts nothing and sends nothing but `GET /v1/ca`.
 * In: the pin of the key, 32 bytes; `onConnect` hears the address that answered. Out: the pinned Root and that address.
 * Throws TransportError, RootNotServedError, or ServerNotVerifiedError when no certificate fits the pin.
 */
export async function fetchPinnedRoot(
  endpoint: Endpoint,
  pin: Uint8Array,
  limits: Limits,
  onConnect: (address: string) => void,
): Promise<{ root: X509Certificate; endpoint: Endpoint }> {
  let answer: HttpAnswer;
  let used: Endpoint = endpoint;
  try {
    const socket = await openTlsConnection(endpoint, { rejectUnauthorized: false }, limits);
    const address = endpoint.addresses.find((candidate) => candidate.address === socket.remoteAddress);
    if (address) used = { ...endpoint, addresses: [address] };
    onConnect(socket.remoteAddress ?? "");
    answer = await sendRequest(socket, endpoint, { method: "GET", path: "/v1/ca" }, limits);
  } catch (error) {
    throw explainFailure(error);
  }
  if (answer.status !== 200) throw new RootNotServedError(answer);
  const root = findPinnedRoot(readCertificates(answer.body), pin);
  if (!root) throw new ServerNotVerifiedError("The server does not have the Root certificate named in the key.");
  return { root, endpoint: used };
}

function checkIdentity(hostname: string, certificate: PeerCertificate): Error | undefined {
  // The TLS library lets a certificate without any extended key usage pass as a server's; ours always say it.
  if (!certificate.ext_key_usage?.includes(SERVER_AUTH)) {
    return new TransportError("INVALID_PURPOSE", "The certificate is not for servers.");
  }
  return checkServerIdentity(hostname, certificate);
}

/** What a connector proves itself with, PEM. */
export type ClientIdentity = { cert: string; key: string };

/**
 * Opens a new connection that trusts the given Root and nothing else, with chain, dates, host name and serverAuth
 * purpose checked; an enrolled connector presents its certificate. Only what comes back from here may be given a secret.
 * Throws TransportError for network failures, ServerNotVerifiedError for everything else.
 */
export async function openVerifiedConnection(
  endpoint: Endpoint,
  root: X509Certificate,
  limits: Limits,
  client?: ClientIdentity,
): Promise<TLSSocket> {
  try {
    const socket = await openTlsConnection(
      endpoint,
      { ca: [root.toString()], rejectUnauthorized: true, checkServerIdentity: checkIdentity, ...client },
      limits,
    );
    if (socket.authorized) return socket;
    socket.destroy();
  } catch (error) {
    throw explainFailure(error);
  }
  throw new ServerNotVerifiedError("The server cannot be trusted: its certificate was not verified.");
}
