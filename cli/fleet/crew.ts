import { randomUUID } from "node:crypto";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import { createConsole } from "../console";
import { type EnrollOptions, type EnrollResult, enrollConnector } from "../enroll";
import { enrollFirst } from "../enroll-first";
import { deriveMachineIdentity } from "../machine-fingerprint";
import { runConnector } from "../run-connector";
import { StateError } from "../state";
import { waitUnlessStopped } from "../wait";
import { describeMachine, inventMachine } from "./machine";
import { keepMachine, type MachineFile, openMachines } from "./machine-file";
import { planAway, planRun } from "./plan-life";
import type { FleetKey, FleetLife } from "./schema";

/** Connectors that come back begin one after another, but all within less than a heartbeat's interval. */
const PAUSE_MS = 40;
const SPREAD_MS = 20_000;

/** How a crew stands: connectors that run, are away for a while, ended by reason; heartbeats sent by all of them. */
export type Tally = { running: number; away: number; ended: Record<string, number>; heartbeats: number };

type Member = {
  file: MachineFile;
  /** Needed until it is enrolled. */
  key: FleetKey | undefined;
  isScaling: boolean;
  stop: AbortController;
  /** Why it is not to be started again. */
  end: string | null;
  isAway: boolean;
};

export type Crew = {
  /** Enrolls a machine of its own the way the command line does and lets it run. Out: how enrolling ended. */
  enroll(key: FleetKey): Promise<EnrollResult>;
  /** Lets the machines of an earlier fleet run again. In: keys for those that still wait for approval. Out: how many there are. */
  resume(keys: FleetKey[]): number;
  tally(): Tally;
};

/**
 * The simulated machines of one process: each enrolls, reports and renews by the program that real ones run; only files, console and
 * address are made up. In: what is this machine's own, where to keep state, how they live.
 */
export function createCrew(options: { material: string; directory: string | null; life: FleetLife | null }): Crew {
  const { material, directory, life } = options;
  const members = new Set<Member>();
  const ended: Record<string, number> = {};
  let heartbeats = 0;

  function describeEnrollment({ machine, store }: MachineFile, key: FleetKey, stop?: AbortSignal): EnrollOptions {
    const { hostname, platform, version } = machine;
    const sleep = (delay: number) => waitUnlessStopped(delay, stop ?? new AbortController().signal);
    return {
      ...{ store, hostname, platform, version, random: Math.random },
      readKey: async () => key.text,
      machine: deriveMachineIdentity(`${material}\n${machine.id}`),
      console: createConsole(() => undefined),
      clock: { now: () => new Date(), sleep },
    };
  }

  /** Runs once, until it is stopped or ends by itself. Out: why it ended for good, or null. */
  async function runOnce({ file, key, stop }: Member): Promise<string | null> {
    const isStopped = () => stop.signal.aborted;
    if (key) {
      const enrolled = await enrollFirst(describeEnrollment(file, key, stop.signal), isStopped);
      if (enrolled.status !== "enrolled") return enrolled.status === "refused" ? enrolled.code : null;
    }
    const instanceId = randomUUID();
    const result = await runConnector({
      ...{ store: file.store, isStopped, random: Math.random },
      machine: deriveMachineIdentity(`${material}\n${file.machine.id}`),
      console: createConsole(() => undefined),
      makeReport: () => {
        heartbeats += 1;
        return describeMachine(file.machine, instanceId);
      },
      now: () => new Date(),
      wait: (delay) => waitUnlessStopped(delay, stop.signal),
    });
    if (result.status === "stopped") return null;
    return result.status === "refused" ? result.code : "not_enrolled";
  }

  async function live(member: Member, delay: number): Promise<void> {
    await waitUnlessStopped(delay, member.stop.signal);
    while (member.end === null) {
      const { stop } = member;
      const plan = life && planRun(life, Math.random);
      const timer = plan && setTimeout(() => stop.abort(), plan.milliseconds);
      const reason = await runOnce(member);
      if (timer) clearTimeout(timer);
      member.end ??= reason ?? (plan?.isLast ? "lost" : null);
      if (member.end !== null || !life) break;
      member.stop = new AbortController();
      member.isAway = true;
      await waitUnlessStopped(planAway(life, Math.random), member.stop.signal);
      member.isAway = false;
      // A connector that was away because its machine was counts its uptime anew.
      if (Math.random() < 0.5) member.file.machine.bootedAt = Date.now();
    }
  }

  function start(member: Member, delay = 0): void {
    members.add(member);
    live(member, delay)
      .catch((error: unknown) => {
        if (!(error instanceof StateError)) throw error;
        member.end = "state";
      })
      .finally(() => {
        members.delete(member);
        member.file.discard();
        const reason = member.end ?? "stopped";
        ended[reason] = (ended[reason] ?? 0) + 1;
      });
    if (life && members.size > life.most) scaleIn();
  }

  /** Stops one for good, the longest there of an autoscale group if there is one: such groups take away the oldest first. */
  function scaleIn(): void {
    const left = [...members].filter(({ end }) => end === null);
    const member = left.find(({ isScaling }) => isScaling) ?? left[0];
    if (!member) return;
    member.end = "scaled_in";
    member.stop.abort();
  }

  return {
    async enroll(key) {
      const file = keepMachine(directory, inventMachine(key.site, fingerprintOf(key)));
      const result = await enrollConnector(describeEnrollment(file, key));
      const isWaiting = result.status === "pending";
      if (result.status !== "enrolled" && !isWaiting) file.discard();
      else if (life && !isWaiting && Math.random() < life.unused) file.discard();
      else {
        const state = { stop: new AbortController(), end: null, isAway: false, isScaling: key.pace === "autoscale" };
        start({ file, key: isWaiting ? key : undefined, ...state });
      }
      return result;
    },
    resume(keys) {
      const files = directory === null ? [] : openMachines(directory);
      for (const file of files) {
        const key = keys.find((candidate) => fingerprintOf(candidate) === file.machine.keyFingerprint);
        const state = { stop: new AbortController(), end: null, isAway: false, isScaling: key?.pace === "autoscale" };
        start({ file, key, ...state }, Math.random() * Math.min(files.length * PAUSE_MS, SPREAD_MS));
      }
      return files.length;
    },
    tally() {
      const away = [...members].filter(({ isAway }) => isAway).length;
      return { running: members.size - away, away, ended: { ...ended }, heartbeats };
    },
  };
}

function fingerprintOf({ text }: FleetKey): string {
  const parsed = parseProvisioningKey(text);
  return parsed.ok ? parsed.key.fingerprint : "";
}
