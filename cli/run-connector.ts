import { type Failed, type Report, requestRenewal, sendHeartbeat } from "./ask-gateway";
import { type BackOff, computeBackOff } from "./back-off";
import type { ConnectorConsole } from "./console";
import { type OpenConnector, openConnector, saveRenewal } from "./enrollment-state";
import type { Limits } from "./http";
import type { MachineIdentity } from "./machine-fingerprint";
import { adviseOn } from "./refusals";
import { forgetRun, noteRun } from "./run-state";
import type { StateStore } from "./state";

export type RunOptions = {
  store: StateStore;
  machine: MachineIdentity;
  console: ConnectorConsole;
  /** What to report, read anew each time. */
  makeReport: () => Report;
  now: () => Date;
  /** Waits; ends early when the connector is told to stop. */
  wait: (milliseconds: number) => Promise<void>;
  isStopped: () => boolean;
  random: () => number;
  limits?: Limits;
};

export type RunResult = { status: "stopped" | "not_enrolled" } | { status: "refused"; code: string };

/** A gateway that hangs must not hold a stop up for long. */
export const RUN_LIMITS: Limits = { connectTimeout: 8_000, answerTimeout: 12_000, maxBytes: 256 * 1024 };

const HEARTBEAT_BACK_OFF: BackOff = { first: 1_000, longest: 60_000 };
/** A renewal has a third of a certificate's life left, so it may be patient. */
const RENEWAL_BACK_OFF: BackOff = { first: 2_000, longest: 3_600_000 };
/** Even a gateway that says so every time is not asked for certificates without a pause. */
const RENEWAL_PAUSE = 5_000;
/** Share of the interval by which heartbeats of a fleet spread. */
const SPREAD = 0.1;
/** No wait is longer: a machine that slept looks at the clock again. */
const LONGEST_WAIT = 600_000;

/** What goes on between two requests; `at` are times in milliseconds. */
type Course = {
  open: OpenConnector;
  heartbeat: { at: number; failures: number; said: string };
  renewal: { at: number; failures: number; said: string; earliest: number };
  ended: string | null;
};

/**
 * Reports to the gateway until it is told to stop, and renews the certificate when it is due. Survives whatever network and gateway
 * do; ends by itself only when the connector was revoked or its certificate is not accepted any more.
 * In: state, machine, console, clock. Out: how it ended. Throws StateError when the state belongs to another machine or cannot be kept.
 */
export async function runConnector(options: RunOptions): Promise<RunResult> {
  const { store, machine, console, now } = options;
  const open = await openConnector(store, machine, now());
  if (!open || open.host === "") return { status: "not_enrolled" };
  console.notice(`Connector: ${open.connector.connectorName}`);
  console.notice(`Certificate valid until: ${open.connector.notAfter}`);
  const start = now().getTime();
  const course: Course = {
    open,
    heartbeat: { at: start, failures: 0, said: "" },
    renewal: { at: open.renewAfter.getTime(), failures: 0, said: "", earliest: start },
    ended: null,
  };
  try {
    await keepGoing(course, options);
  } finally {
    await forgetRun(store);
  }
  if (course.ended === null) {
    console.notice("Stopped.");
    return { status: "stopped" };
  }
  return { status: "refused", code: course.ended };
}

async function keepGoing(course: Course, options: RunOptions): Promise<void> {
  while (!options.isStopped()) {
    if (options.now().getTime() >= course.renewal.at) await renewOnce(course, options);
    if (course.ended !== null || options.isStopped()) return;
    if (options.now().getTime() >= course.heartbeat.at) await beatOnce(course, options);
    if (course.ended !== null) return;
    const next = Math.min(course.heartbeat.at, course.renewal.at) - options.now().getTime();
    await options.wait(Math.min(Math.max(next, 0), LONGEST_WAIT));
  }
}

async function beatOnce(course: Course, options: RunOptions): Promise<void> {
  const { machine, console, makeReport, limits = RUN_LIMITS } = options;
  const { heartbeat } = course;
  const result = await sendHeartbeat(course.open, machine, makeReport(), limits);
  // What was cut off by the stop says nothing.
  if (options.isStopped()) return;
  if (!result.ok) {
    await noteFailure(course, "heartbeat", result, options);
    return;
  }
  if (heartbeat.said !== "connected" && heartbeat.said !== "duplicate") {
    console.notice(`Connected to ${course.open.host} as "${result.connectorName}"`);
    await noteRun(options.store, { status: "connected", at: options.now() });
  }
  if (result.isDuplicate && heartbeat.said !== "duplicate") {
    console.error("Reason: duplicate. Another process reports with this certificate: the state directory was copied.");
    console.notice(`What to do: ${adviseOn("duplicate")}`);
  }
  const spread = 1 + SPREAD * (2 * options.random() - 1);
  Object.assign(heartbeat, { failures: 0, said: result.isDuplicate ? "duplicate" : "connected" });
  heartbeat.at = options.now().getTime() + result.heartbeatSeconds * 1000 * spread;
  // The server may have changed its mind; a renewal that failed keeps its own time.
  if (result.renewAfter && course.renewal.failures === 0) planRenewal(course, result.renewAfter);
}

async function renewOnce(course: Course, options: RunOptions): Promise<void> {
  const { store, machine, console, limits = RUN_LIMITS } = options;
  const result = await requestRenewal(course.open, machine, limits, options.now());
  if (!result.ok) {
    if (!options.isStopped()) await noteFailure(course, "renewal", result, options);
    return;
  }
  course.open = await saveRenewal(store, course.open, result.answer, result.certificate);
  course.renewal = { at: 0, failures: 0, said: "", earliest: options.now().getTime() + RENEWAL_PAUSE };
  planRenewal(course, course.open.renewAfter);
  console.notice(`Certificate renewed: serial number ${course.open.connector.serialNumber}`);
  console.notice(`Certificate valid until: ${course.open.connector.notAfter}`);
  // Reported with the new certificate at once, so that a fault in it shows now.
  course.heartbeat.at = options.now().getTime();
}

function planRenewal({ renewal }: Course, renewAfter: Date): void {
  renewal.at = Math.max(renewAfter.getTime(), renewal.earliest);
}

/** Says a failure when it is another than before, and sets the time of the next try. */
async function noteFailure(
  course: Course,
  what: "heartbeat" | "renewal",
  failed: Failed,
  options: RunOptions,
): Promise<void> {
  const { console, random } = options;
  const task = course[what];
  task.failures += 1;
  const longest = what === "renewal" ? RENEWAL_BACK_OFF : HEARTBEAT_BACK_OFF;
  const backOff = what === "renewal" ? { ...longest, longest: shareOfRest(course, options, longest.longest) } : longest;
  const delay = computeBackOff(backOff, task.failures, failed.retryAfter, random());
  task.at = options.now().getTime() + delay;
  if (failed.isFinal) course.ended = failed.code;
  if (task.said !== failed.code) {
    console.error(`${what === "renewal" ? "Renewal" : "Heartbeat"} failed. Reason: ${failed.code}. ${failed.detail}`);
    const next = failed.isFinal ? adviseOn(failed.code) : `${adviseOn(failed.code)} Trying again by itself.`;
    console.notice(`What to do: ${next}`);
    if (what === "heartbeat") await noteRun(options.store, { status: failed.code, at: options.now() });
  }
  task.said = failed.code;
}

/** A tenth of what is left of the certificate's life, so that a short one is renewed in time too. */
function shareOfRest({ open }: Course, { now }: RunOptions, longest: number): number {
  const rest = Date.parse(open.certificate.validTo) - now().getTime();
  return Math.min(Math.max(rest / 10, RENEWAL_BACK_OFF.first), longest);
}
