import "server-only";
import { randomUUID } from "node:crypto";
import { Refusal } from "@/lib/enrollment/codes";
import { consume, PublicKeyTaken } from "@/lib/enrollment/consume";
import { type ActiveAnswer, describeCertificate, type Group } from "@/lib/enrollment/describe-certificate";
import { type FoundKey, findKey } from "@/lib/enrollment/find-key";
import { issueCertificate, refuseUnusable } from "@/lib/enrollment/issue-certificate";
import { loadAuthority, loadIssuer } from "@/lib/enrollment/issuer";
import { judge, type Presented } from "@/lib/enrollment/judge";
import { readCsr } from "@/lib/enrollment/read-csr";
import type { RefusedTarget } from "@/lib/enrollment/record-refusal";
import { type EnrollRequest, readableText } from "@/lib/enrollment/schema";
import type { ParsedCsr } from "@/lib/pki/parse-csr";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import type { ParsedKey } from "@/lib/provisioning-key/parsed-key";

/** Times a request is judged again when key or public key changed under it; more means somebody edits in a loop. */
const MAX_ATTEMPTS = 5;
/** No use is tried again later than this, so that the caller hears something within five seconds; a refusal is always told. */
const ATTEMPTS_END_MS = 2_000;
const PENDING_RETRY_AFTER = 60;

export type Caller = { ip: string; userAgent: string | undefined; requestId: string };

export type PendingAnswer = {
  state: "pending";
  connectorId: string;
  connectorName: string;
  group: Group;
  replayed: boolean;
  retryAfter: number;
};
export type EnrollAnswer = PendingAnswer | ActiveAnswer;

/**
 * Enrolls a connector: form of key and CSR → key, group, address and earlier enrollment → sign → take one use. The use
 * is taken last, in the statement that also writes the certificate, so a refused or broken request costs none.
 * In: a parsed request and who sent it; `onTarget` hears which key was presented as soon as it is known. Out: the answer.
 * Throws Refusal, or what the database throws.
 */
export async function enroll(
  request: EnrollRequest,
  caller: Caller,
  onTarget: (target: RefusedTarget) => void,
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
    if (found) onTarget({ type: "provisioning_key", id: found.keyId, name: found.keyName });
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

async function replay(found: FoundKey): Promise<EnrollAnswer> {
  if (!found.certificateDer || !found.certificateIssuerId) throw new Refusal("internal", "The certificate is missing.");
  // The certificate exists: whether its issuer may still issue others does not matter.
  const issuer = await loadAuthority(found.certificateIssuerId);
  if (!issuer) throw refuseUnusable();
  const connector = { ...found, connectorId: found.connectorId ?? "", connectorName: found.connectorName ?? "" };
  return describeCertificate(connector, found.certificateDer, issuer, true);
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
  if (!issuer || issuer.notAfter.getTime() <= found.now.getTime()) throw refuseUnusable();
  const connectorId = randomUUID();
  const certificate = pending ? null : issueCertificate(found, csr.spkiDer, issuer, connectorId);
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
      // Clients of EST tell no host name; what they wish to be called is the next best thing to read.
      hostname: request.hostname ?? readableText.safeParse(csr.subjectCommonName).data,
      platform: request.platform,
      version: request.version,
      ...caller,
      certificate,
    });
    if (name === undefined) return undefined;
    if (!certificate) return pendingAnswer(found, connectorId, name, false);
    return describeCertificate({ ...found, connectorId, connectorName: name }, certificate.der, issuer, false);
  } catch (error) {
    if (error instanceof PublicKeyTaken) return undefined;
    throw error;
  }
}

function pendingAnswer(found: FoundKey, connectorId: string, connectorName: string, replayed: boolean): EnrollAnswer {
  const group = { id: found.groupId, name: found.groupName };
  return { state: "pending", connectorId, connectorName, group, replayed, retryAfter: PENDING_RETRY_AFTER };
}
