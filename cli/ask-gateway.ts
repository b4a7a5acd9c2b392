import { splitHost } from "@/lib/provisioning-key/host";
import { type EnrollmentAnswer, parseEnrollmentAnswer, parseProblem, readRetryAfter } from "./answer";
import { CertificateRejectedError, checkCertificate } from "./check-certificate";
import type { OpenConnector } from "./enrollment-state";
import {
  type HttpAnswer,
  type Limits,
  OversizedAnswerError,
  resolveEndpoint,
  sendRequest,
  TransportError,
} from "./http";
import { parseRecord, readText } from "./json";
import type { MachineIdentity } from "./machine-fingerprint";
import { openVerifiedConnection, ServerNotVerifiedError } from "./verify-server";

/** What a connector says of itself. */
export type Report = {
  hostname: string;
  platform: string;
  version: string;
  addresses: string[];
  uptimeSeconds: number;
  instanceId: string;
};

/** A request that did not succeed. `isFinal`: trying again is of no use. */
export type Failed = { ok: false; code: string; detail: string; isFinal: boolean; retryAfter: number | null };

export type HeartbeatResult =
  | { ok: true; connectorName: string; heartbeatSeconds: number; renewAfter: Date | null; isDuplicate: boolean }
  | Failed;

export type RenewalResult =
  | { ok: true; answer: EnrollmentAnswer & { state: "active" }; certificate: ReturnType<typeof checkCertificate> }
  | Failed;

/** Refusals that stand until this machine is enrolled anew. */
const FINAL = new Set(["connector_revoked", "certificate_invalid", "public_key_in_use"]);
const HEARTBEAT_SECONDS = { least: 1, most: 3_600, otherwise: 30 };

/** Reports to the gateway over mutual TLS. Never throws for what a network or a gateway can do. */
export async function sendHeartbeat(
  open: OpenConnector,
  machine: MachineIdentity,
  report: Report,
  limits: Limits,
): Promise<HeartbeatResult> {
  const answer = await post(open, "/v1/heartbeat", { fingerprint: machine.fingerprint, ...report }, limits);
  if (!("status" in answer)) return answer;
  if (answer.status !== 200) return explainRefusal(answer);
  const record = parseRecord(answer.body);
  const told = record.heartbeatSeconds;
  const seconds = typeof told === "number" && Number.isFinite(told) ? told : HEARTBEAT_SECONDS.otherwise;
  const renewAfter = Date.parse(readText(record, "renewAfter"));
  return {
    ok: true,
    connectorName: readText(record, "connectorName") || open.connector.connectorName,
    heartbeatSeconds: Math.min(Math.max(seconds, HEARTBEAT_SECONDS.least), HEARTBEAT_SECONDS.most),
    renewAfter: Number.isNaN(renewAfter) ? null : new Date(renewAfter),
    isDuplicate: record.duplicate === true,
  };
}

/** Asks for the next certificate for the same private key, and checks it. Never throws for what a network or a gateway can do. */
export async function requestRenewal(
  open: OpenConnector,
  machine: MachineIdentity,
  limits: Limits,
  now: Date,
): Promise<RenewalResult> {
  const body = { csr: open.identity.csr, fingerprint: machine.fingerprint };
  const answer = await post(open, "/v1/renew", body, limits);
  if (!("status" in answer)) return answer;
  if (answer.status !== 200) return explainRefusal(answer);
  const renewal = parseEnrollmentAnswer(answer);
  if (renewal?.state !== "active") return fail("unexpected_answer", "The answer is not a certificate.");
  try {
    const files = { certificate: renewal.certificate, chain: renewal.chain, root: open.root };
    return { ok: true, answer: renewal, certificate: checkCertificate(files, open.identity, now) };
  } catch (error) {
    if (error instanceof CertificateRejectedError) return fail("certificate_rejected", error.message);
    throw error;
  }
}

async function post(open: OpenConnector, path: string, body: object, limits: Limits): Promise<HttpAnswer | Failed> {
  try {
    const { hostname, port } = splitHost(open.host);
    const endpoint = await resolveEndpoint(hostname, port);
    const key = open.identity.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const client = { cert: open.certificate.toString(), key };
    const socket = await openVerifiedConnection(endpoint, open.root, limits, client);
    return await sendRequest(socket, endpoint, { method: "POST", path, body: JSON.stringify(body) }, limits);
  } catch (error) {
    if (error instanceof ServerNotVerifiedError) return fail("server_not_verified", error.message);
    if (error instanceof OversizedAnswerError) return fail("unexpected_answer", error.message);
    if (error instanceof TransportError) return fail("unreachable", `${error.code}.`);
    throw error;
  }
}

function explainRefusal(answer: HttpAnswer): Failed {
  const { code, detail, requestId } = parseProblem(answer);
  const request = requestId === "" ? "" : ` (request id ${requestId})`;
  const isFinal = answer.status >= 400 && answer.status < 500 && FINAL.has(code);
  return { ok: false, code, detail: `${detail}${request}`, isFinal, retryAfter: readRetryAfter(answer) };
}

function fail(code: string, detail: string): Failed {
  return { ok: false, code, detail, isFinal: false, retryAfter: null };
}
