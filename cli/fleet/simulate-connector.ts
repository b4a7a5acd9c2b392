import { randomBytes, randomUUID } from "node:crypto";
import { createConsole } from "../console";
import { type EnrollResult, enrollConnector } from "../enroll";
import { deriveMachineIdentity } from "../machine-fingerprint";
import { createMemoryStore } from "../state";
import { CONNECTOR_VERSION } from "../version";

const PLATFORMS = ["linux x64 6.8.0", "linux x64 6.1.0", "linux arm64 6.8.0", "linux x64 5.15.0"];

/**
 * Enrolls one connector as a machine of its own, the way the command line does: everything but its files and its console is real.
 * In: a key string and the site its host name begins with. Out: how it ended.
 */
export async function simulateConnector({ text, site }: { text: string; site: string }): Promise<EnrollResult> {
  return await enrollConnector({
    readKey: async () => text,
    store: createMemoryStore(),
    machine: deriveMachineIdentity(randomUUID()),
    console: createConsole(() => undefined),
    hostname: `${site}-${randomBytes(3).toString("hex")}`,
    platform: PLATFORMS[Math.floor(Math.random() * PLATFORMS.length)] ?? "linux x64",
    version: CONNECTOR_VERSION,
    clock: { now: () => new Date(), sleep: (delay) => new Promise((resolve) => setTimeout(resolve, delay)) },
    random: Math.random,
  });
}
