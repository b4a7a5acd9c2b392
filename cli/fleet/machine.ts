import { randomBytes, randomInt, randomUUID } from "node:crypto";
import type { Report } from "../ask-gateway";
import { CONNECTOR_VERSION } from "../version";

/** A machine that is simulated: what stays the same over all runs of its connector. */
export type SimulatedMachine = {
  id: string;
  /** Of the provisioning key it enrolls with. */
  keyFingerprint: string;
  hostname: string;
  platform: string;
  version: string;
  address: string;
  /** When it was switched on, in milliseconds. */
  bootedAt: number;
};

const PLATFORMS = ["linux x64 6.8.0", "linux x64 6.1.0", "linux arm64 6.8.0", "linux x64 5.15.0"];
/** One in so many runs an older version. */
const OLDER = { every: 8, version: "0.0.9" };
const LONGEST_UPTIME_MS = 40 * 86_400_000;

/** In: the site its host name begins with, the key it enrolls with. Out: a machine unlike any other. */
export function inventMachine(site: string, keyFingerprint: string): SimulatedMachine {
  return {
    id: randomUUID(),
    keyFingerprint,
    hostname: `${site}-${randomBytes(3).toString("hex")}`,
    platform: PLATFORMS[randomInt(PLATFORMS.length)] ?? "linux x64",
    version: randomInt(OLDER.every) === 0 ? OLDER.version : CONNECTOR_VERSION,
    address: `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`,
    bootedAt: Date.now() - randomInt(LONGEST_UPTIME_MS),
  };
}

/** What it tells of itself in a heartbeat. In: machine, id of this run of its connector. */
export function describeMachine(machine: SimulatedMachine, instanceId: string): Report {
  const { hostname, platform, version, address, bootedAt } = machine;
  const uptimeSeconds = Math.max(0, Math.floor((Date.now() - bootedAt) / 1000));
  return { hostname, platform, version, addresses: [address], uptimeSeconds, instanceId };
}
