import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { Refusal } from "@/lib/enrollment/codes";
import { consume, PublicKeyTaken } from "@/lib/enrollment/consume";
import { type FoundKey, findKey } from "@/lib/enrollment/find-key";
import { type Issuer, loadAuthority, loadIssuer } from "@/lib/enrollment/issuer";
import { judge, type Presented } from "@/lib/enrollment/judge";
import type { EnrollRequest } from "@/lib/enrollment/schema";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { issueConnectorCertificate } from "@/lib/pki/issue-connector-certificate";
import { newSerial } from "@/lib/pki/new-serial";
import { type ParsedCsr, parseCsr } from "@/lib/pki/parse-csr";
import { derToPem } from "@/lib/pki/pem";
import { PkiError } from "@/lib/pki/pki-error";
import { readCertificate } from "@/lib/pki/read-certificate";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import type { ParsedKey } from "@/lib/provisioning-key/parsed-key";

/** Clocks of connectors may be behind: a certificate is valid from a little before it was issued. */
const BACKDATE_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
/** Times a request is judged again when key or public key changed under it; more means somebody edits in a loop. */
const MAX_ATTEMPTS = 5;
/** No use is tried again later than this, so that the caller hears something within five seconds; a refusal is always told. */
const ATTEMPTS_END_MS = 2_000;
const PENDING_RETRY_AFTER = 60;

export type Caller = { ip: string; userAgent: string | undefined; requestId: string };

type Group = { id: string; name: string };
export type EnrollAnswer =
  | {
      state: "pending";
      connectorId: string;
      connectorName: string;
      group: Group;
      replayed: boolean;
      retryAfter: number;
    }
  | {
      state: "active";
      connectorId: string;
      connectorName: string;
      group: Group;
      certificate: string;
      chain: string;
      serialNumber: string;
      notBefore: string;
      notAfter: string;
      renewAfter: string;
      replayed: boolean;
    };

/** What was known of the key when a request was refused; names the audit row. */
export type RefusedKey = { id: string; name: string } | undefined;

/**
 * Enrolls a connector: form of key and CSR → key, group, address and earlier enrollment → sign → take one use. The use
 * is taken last, in the statement that also writes the certificate, so a refused or broken request costs none.
 * In: a parsed request and who sent it; `onKey` hears which key was presented as soon as it is known. Out: the answer.
 * Throws Refusal, or what the database throws.
 */
export async function enroll(
  request: EnrollRequest,
  caller: Caller,
  onKey: (key: RefusedKey) => void,
): Promise<EnrollAnswer> {
  const key = readKey(request.provisioningKey);
  const csr = readCsr(request.csr);
  const presented: Presented = {
    host: key.host,
    secretId: key.secretIdUuid,
    ip: caller.ip,
    fingerprint: request.fingerprint,
  };
  const end = performance.now() + ATTEMPTS_END_MS;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const found = await findKey(key.digest, csr.spkiSha256);
    if (found) onKey({ id: found.keyId, name: found.keyName });
    const verdict = judge(found, presented);
    if (!found) continue;
    if (verdict.kind === "wait") return pendingAnswer(found, found.connectorId ?? "", found.connectorName ?? "", true);
    if (verdict.kind === "replay") return replay(found);
    if (attempt > 1 && performance.now() > end) break;
    const answer = await takeUse(found, csr, key, verdict.pending, request, caller);
    if (answer) return answer;
  }
  throw new Refusal("unavailable", "The key is being changed. Try again in a moment.", { retryAfter: 1 });
}

function readKey(text: string): ParsedKey {
  const parsed = parseProvisioningKey(text);
  if (parsed.ok) return parsed.key;
  const position = parsed.position === undefined ? "" : ` (character ${parsed.position})`;
  throw new Refusal("key_malformed", `${parsed.message}${position} Copy the whole key again.`);
}

function readCsr(text: string): ParsedCsr {
  if (text.includes("\0")) throw new Refusal("csr_invalid", "The CSR has NUL bytes: send it as PEM text.");
  const parsed = parseCsr(text);
  if (parsed.ok) return parsed.csr;
  throw new Refusal(parsed.code, parsed.message);
}

async function replay(found: FoundKey): Promise<EnrollAnswer> {
  if (!found.certificateDer || !found.certificateIssuerId) throw new Refusal("internal", "The certificate is missing.");
  // The certificate exists: whether its issuer may still issue others does not matter.
  const issuer = await loadAuthority(found.certificateIssuerId);
  if (!issuer) throw unusable();
  return activeAnswer(found, found.connectorId ?? "", found.connectorName ?? "", found.certificateDer, issuer, true);
}

async function takeUse(
  found: FoundKey,
  csr: ParsedCsr,
  key: ParsedKey,
  pending: boolean,
  request: EnrollRequest,
  caller: Caller,
): Promise<EnrollAnswer | undefined> {
  const issuer = await loadIssuer(found.signingCertificateId);
  // Expired by the database's clock, also since it was loaded.
  if (!issuer || issuer.notAfter.getTime() <= found.now.getTime()) throw unusable();
  const connectorId = randomUUID();
  const certificate = pending ? null : sign(found, csr, issuer, connectorId);
  try {
    const name = await consume({
      secretId: found.secretId,
      digest: key.digest,
      keyVersion: found.keyVersion,
      connectorId,
      state: pending ? "PENDING" : "ACTIVE",
      spki: csr.spkiDer,
      spkiSha256: csr.spkiSha256,
      fingerprint: request.fingerprint,
      hostname: request.hostname,
      platform: request.platform,
      version: request.version,
      ...caller,
      certificate,
    });
    if (name === undefined) return undefined;
    if (!certificate) return pendingAnswer(found, connectorId, name, false);
    return activeAnswer(found, connectorId, name, certificate.der, issuer, false);
  } catch (error) {
    if (error instanceof PublicKeyTaken) return undefined;
    throw error;
  }
}

/** Signs, and tells what a refusal to sign means for the caller: the key it brought, or the certificate that should sign. */
function sign(found: FoundKey, csr: ParsedCsr, issuer: Issuer, connectorId: string) {
  try {
    return issue(found, csr, issuer, connectorId);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    if (error.code === "key_rejected") throw new Refusal("csr_key_rejected", error.message, { cause: error });
    log.error({ signingCertificateId: issuer.id, err: error }, "a signing certificate cannot sign");
    throw unusable();
  }
}

function issue(found: FoundKey, csr: ParsedCsr, issuer: Issuer, connectorId: string) {
  const serial = newSerial();
  const notBefore = wholeSeconds(found.now.getTime() - BACKDATE_MS);
  const notAfter = wholeSeconds(
    Math.min(found.now.getTime() + found.certificateLifetimeDays * DAY_MS, issuer.notAfter.getTime()),
  );
  const der = issueConnectorCertificate({
    issuer: { certificateDer: issuer.certificateDer, privateKey: issuer.privateKey },
    spkiDer: csr.spkiDer,
    connectorId,
    tenantId: found.tenantId,
    serial,
    notBefore,
    notAfter,
    crlUrl: crlUrl(found.enrollmentHost ?? env.ENROLL_PUBLIC_HOST, issuer.id),
  });
  const fingerprintSha256 = createHash("sha256").update(der).digest();
  return { serial: serial.toString("hex"), issuerId: issuer.id, der, fingerprintSha256, notBefore, notAfter };
}

function activeAnswer(
  found: FoundKey,
  connectorId: string,
  connectorName: string,
  der: Uint8Array,
  issuer: Issuer,
  replayed: boolean,
): EnrollAnswer {
  const { notBefore, notAfter, serialHex } = readCertificate(der);
  // Connectors renew at two thirds of the certificate's life.
  const renewAfter = wholeSeconds(notBefore.getTime() + ((notAfter.getTime() - notBefore.getTime()) * 2) / 3);
  return {
    connectorId,
    connectorName,
    state: "active",
    group: { id: found.groupId, name: found.groupName },
    certificate: derToPem("CERTIFICATE", der),
    chain: issuer.chainPem,
    serialNumber: serialHex,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    renewAfter: renewAfter.toISOString(),
    replayed,
  };
}

function pendingAnswer(found: FoundKey, connectorId: string, connectorName: string, replayed: boolean): EnrollAnswer {
  const group = { id: found.groupId, name: found.groupName };
  return { state: "pending", connectorId, connectorName, group, replayed, retryAfter: PENDING_RETRY_AFTER };
}

function unusable(): Refusal {
  return new Refusal(
    "signing_certificate_unusable",
    "The key's signing certificate cannot sign. Choose another one for the key in the portal.",
  );
}

function crlUrl(host: string, signingCertificateId: string): string {
  return `https://${host}/v1/crl/${signingCertificateId}`;
}

function wholeSeconds(milliseconds: number): Date {
  return new Date(Math.floor(milliseconds / 1000) * 1000);
}
