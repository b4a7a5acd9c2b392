import { diagnoseProvisioningKey } from "@/lib/provisioning-key/diagnose";
import { splitHost } from "@/lib/provisioning-key/host";
import { publicPrefix } from "@/lib/provisioning-key/mask";
import type { ParsedKey } from "@/lib/provisioning-key/parsed-key";
import { type EnrollmentAnswer, parseEnrollmentAnswer, parseProblem } from "./answer";
import { CertificateRejectedError, checkCertificate } from "./check-certificate";
import type { ConnectorConsole } from "./console";
import {
  discardExpired,
  type EnrolledConnector,
  readEnrolledConnector,
  saveEnrollment,
  savePending,
} from "./enrollment-state";
import { DEFAULT_LIMITS, type Limits, OversizedAnswerError, resolveEndpoint, TransportError } from "./http";
import { type ConnectorIdentity, prepareIdentity, readIdentity } from "./identity";
import type { MachineIdentity } from "./machine-fingerprint";
import { adviseOn } from "./refusals";
import {
  type Clock,
  DEFAULT_RETRY,
  type EnrollmentOutcome,
  type RetryPolicy,
  requestEnrollment,
} from "./request-enrollment";
import type { StateStore } from "./state";
import { isNetworkFailure, ServerNotVerifiedError } from "./verify-server";

export type EnrollOptions = {
  /** Reads the provisioning key; called only when there is no valid certificate. */
  readKey: () => Promise<string>;
  store: StateStore;
  machine: MachineIdentity;
  console: ConnectorConsole;
  hostname: string;
  platform: string;
  version: string;
  clock: Clock;
  random: () => number;
  limits?: Limits;
  retry?: RetryPolicy;
};

export type EnrollResult =
  | { status: "enrolled" | "already_enrolled"; connector: EnrolledConnector }
  | { status: "pending"; connectorName: string }
  /** `code` is a reason code of the gateway or one of the connector's own. */
  | { status: "refused" | "unreachable"; code: string };

type Failure = {
  status: "refused" | "unreachable";
  code: string;
  detail: string;
  /** HTTP status of the answer, 0 when there was none. */
  httpStatus: number;
  requestId: string;
};

function explainError(error: unknown): Failure {
  const none = { httpStatus: 0, requestId: "" };
  if (error instanceof ServerNotVerifiedError) {
    return { status: "refused", code: "server_not_verified", detail: error.message, ...none };
  }
  if (error instanceof OversizedAnswerError) {
    return { status: "refused", code: "unexpected_answer", detail: error.message, ...none };
  }
  if (error instanceof CertificateRejectedError) {
    return { status: "refused", code: "certificate_rejected", detail: error.message, httpStatus: 200, requestId: "" };
  }
  if (error instanceof TransportError && isNetworkFailure(error)) {
    return { status: "unreachable", code: "unreachable", detail: `${error.code}.`, ...none };
  }
  if (error instanceof TransportError) {
    return { status: "refused", code: "unexpected_answer", detail: `${error.code}.`, ...none };
  }
  throw error;
}

function reportFailure(failure: Failure, key: ParsedKey, options: EnrollOptions): EnrollResult {
  const { console, machine } = options;
  const fingerprint = machine.fingerprint.slice(0, 10);
  console.error(
    `Login request failed - http status(${failure.httpStatus}) nonce(<${publicPrefix(key.canonical)}...>) fingerprint(<${fingerprint}...>)`,
  );
  console.notice("Certificate enrollment failed.");
  const request = failure.requestId === "" ? "" : `, request id ${failure.requestId}`;
  console.error(`Reason: ${failure.code} (key fingerprint ${key.fingerprint}${request}). ${failure.detail}`);
  console.notice(`What to do: ${adviseOn(failure.code)}`);
  return { status: failure.status, code: failure.code };
}

async function acceptAnswer(
  { answer, root }: EnrollmentOutcome,
  key: ParsedKey,
  identity: ConnectorIdentity | null,
  options: EnrollOptions,
): Promise<EnrollResult> {
  if (answer.status !== 200 && answer.status !== 202) {
    const { status: httpStatus, ...problem } = parseProblem(answer);
    return reportFailure({ ...problem, status: "refused", httpStatus }, key, options);
  }
  const enrollment = parseEnrollmentAnswer(answer);
  if (!enrollment || !root || !identity) {
    const detail = "The answer is not an enrollment.";
    const failure = { status: "refused", code: "unexpected_answer", detail, requestId: "" } as const;
    return reportFailure({ ...failure, httpStatus: answer.status }, key, options);
  }
  const origin = { host: key.host, keyFingerprint: key.fingerprint };
  if (enrollment.state === "pending") {
    await savePending(options.store, origin, enrollment);
    return reportPending(enrollment, options.console);
  }
  const { certificate: pem, chain } = enrollment;
  const certificate = checkCertificate({ certificate: pem, chain, root }, identity, options.clock.now());
  const connector = await saveEnrollment(options.store, origin, enrollment, { certificate, root });
  options.console.notice("Enroll: Certificate received");
  reportConnector(connector, options.console);
  return { status: "enrolled", connector };
}

function reportPending(answer: EnrollmentAnswer, console: ConnectorConsole): EnrollResult {
  console.notice(`Enroll: Waiting for approval as "${answer.connectorName}" in group "${answer.group.name}"`);
  console.notice(
    "What to do: Ask an administrator to approve this connector, then run this again with the same state directory.",
  );
  return { status: "pending", connectorName: answer.connectorName };
}

function reportConnector(connector: EnrolledConnector, console: ConnectorConsole): void {
  console.notice(`Connector: ${connector.connectorName}`);
  console.notice(`Group: ${connector.groupName}`);
  console.notice(`Certificate: ${connector.certificatePath}`);
  console.notice(`Serial number: ${connector.serialNumber}`);
  console.notice(`Valid until: ${connector.notAfter}`);
}

/**
 * Enrolls a connector unless the store already holds a valid certificate: reads and checks the key offline, verifies the server by
 * the key's pin, presents key and CSR, checks and stores the certificate. Reports on the console in the order that operators know.
 * The key never appears on the console and leaves the process only over the verified connection.
 * Throws StateError when the store belongs to another machine, and what `readKey` and the store throw; all else is a result.
 */
export async function enrollConnector(options: EnrollOptions): Promise<EnrollResult> {
  const { console, store, machine, clock } = options;
  console.notice("Checking Enrollment");
  const present = await readEnrolledConnector(store, machine, clock.now());
  if (present) {
    console.notice("Already enrolled. Empty the state directory to enroll this machine as a new connector.");
    reportConnector(present, console);
    return { status: "already_enrolled", connector: present };
  }
  await readIdentity(store, machine);
  console.notice("No valid certificate. Attempting to enroll");
  const parsed = diagnoseProvisioningKey(await options.readKey());
  if (!parsed.ok) {
    console.error(`Reason: key_malformed. ${parsed.message} ${adviseOn("key_malformed")}`);
    console.notice("Certificate enrollment failed.");
    return { status: "refused", code: "key_malformed" };
  }
  return enrollWithKey(parsed.key, options);
}

async function enrollWithKey(key: ParsedKey, options: EnrollOptions): Promise<EnrollResult> {
  const { console, store, machine, hostname, platform, version } = options;
  const { hostname: name, port } = splitHost(key.host);
  let announced = false;
  const announce = (address: string) => {
    if (!announced) console.notice(`Enroll: Connecting to ${key.host} via ${address}`);
    announced = true;
  };
  let identity: ConnectorIdentity | null = null;
  const makeBody = async () => {
    // Only now: a verified server also vouches for the dates by which a certificate was found to have run out.
    await discardExpired(store);
    identity = await prepareIdentity(store, machine, { keyFingerprint: key.fingerprint, hostname });
    const { csr } = identity;
    return JSON.stringify({
      provisioningKey: key.canonical,
      csr,
      fingerprint: machine.fingerprint,
      hostname,
      platform,
      version,
    });
  };
  try {
    const endpoint = await resolveEndpoint(name, port);
    const outcome = await requestEnrollment({
      key,
      endpoint,
      makeBody,
      limits: options.limits ?? DEFAULT_LIMITS,
      retry: options.retry ?? DEFAULT_RETRY,
      clock: options.clock,
      random: options.random,
      onConnect: announce,
      onRetry: (reason, delay) => {
        console.notice(`Enroll: ${reason}, trying again in ${(delay / 1000).toFixed(1)} s`);
      },
    }).finally(() => announce(endpoint.addresses[0]?.address ?? "unresolved"));
    return await acceptAnswer(outcome, key, identity, options);
  } catch (error) {
    const failure = explainError(error);
    announce("unresolved");
    return reportFailure(failure, key, options);
  }
}
