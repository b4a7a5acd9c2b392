import { randomBytes, randomUUID } from "node:crypto";
import { encodeProvisioningKey } from "@/lib/provisioning-key/encode";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import { readMachineMaterial } from "../machine-fingerprint";
import { openFileStore } from "../state";
import { chooseEvent, type FleetEvent } from "./choose-event";
import { type Crew, createCrew, type Tally } from "./crew";
import { createRoster, noteResult, type Roster } from "./roster";
import type { FleetKey, FleetStart } from "./schema";

/** Enrollments under way at the same time. */
const PARALLEL = 6;
/** Milliseconds between two events after the first wave. */
const PAUSE = { least: 1_500, most: 5_500 };
const TALLY_MS = 5_000;

/** What the fleet reports: the end of its first wave, the end of the trickle after it, and every few seconds how its connectors stand. */
export type FleetReport =
  | { type: "wave"; enrolled: number; unreachable: boolean; resumed: number }
  | { type: "done"; reason: "total" | "keys" }
  | ({ type: "tally"; cpuMs: number; memoryMb: number } & Tally);

type Fleet = { roster: Roster; crew: Crew; left: number; enrolled: number; unreachable: boolean };

/**
 * Enrolls simulated connectors and keeps them running: those of an earlier fleet, the first wave of every key as fast as a few at a time
 * go, then one event every few seconds, until the total is reached or no key enrolls any more. Connectors go on until the process ends.
 * In: keys, upper bound of enrollments, how the connectors live and where they keep their state; who hears the reports.
 */
export async function runFleet(
  { keys, total, life, directory }: FleetStart,
  report: (message: FleetReport) => void,
): Promise<void> {
  const material = directory === null ? randomUUID() : await readMachineMaterial(await openFileStore(directory));
  const crew = createCrew({ material, directory, life });
  const resumed = crew.resume(keys);
  const fleet: Fleet = { roster: createRoster(keys), crew, left: total, enrolled: 0, unreachable: false };
  setInterval(() => report({ type: "tally", ...measureProcess(), ...crew.tally() }), TALLY_MS);
  await enrollAll(fleet, listWave(keys));
  report({ type: "wave", enrolled: fleet.enrolled, unreachable: fleet.unreachable, resumed });
  for (;;) {
    if (fleet.left <= 0) return report({ type: "done", reason: "total" });
    const event = chooseEvent(fleet.roster, Math.random);
    if (event === null) return report({ type: "done", reason: "keys" });
    await new Promise((resolve) => setTimeout(resolve, PAUSE.least + Math.random() * (PAUSE.most - PAUSE.least)));
    await play(fleet, event);
  }
}

function measureProcess(): { cpuMs: number; memoryMb: number } {
  const { user, system } = process.cpuUsage();
  return { cpuMs: Math.round((user + system) / 1000), memoryMb: Math.round(process.memoryUsage.rss() / 2 ** 20) };
}

/** Every key once, then every key that wants more once again, and so on: all counts grow side by side. */
function listWave(keys: FleetKey[]): FleetKey[] {
  const rounds = Math.max(0, ...keys.map(({ wave }) => wave));
  return Array.from({ length: rounds }, (_, round) => keys.filter(({ wave }) => wave > round)).flat();
}

/** Connectors enroll a few at a time; who waits for a key that was refused meanwhile, or for a gateway out of reach, gives up. */
async function enrollAll(fleet: Fleet, queue: FleetKey[]): Promise<void> {
  const waiting = [...queue];
  fleet.unreachable = false;
  const work = async () => {
    for (let key = waiting.shift(); key && fleet.left > 0 && !fleet.unreachable; key = waiting.shift()) {
      if (fleet.roster.live.has(key)) await enrollOne(fleet, key);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
}

async function enrollOne(fleet: Fleet, key: FleetKey): Promise<void> {
  // Taken before the answer, so that those under way together cannot pass the total.
  fleet.left -= 1;
  const result = await fleet.crew.enroll(key);
  if (result.status === "unreachable") fleet.unreachable = true;
  if (noteResult(fleet.roster, key, result)) fleet.enrolled += 1;
  else fleet.left += 1;
}

async function play(fleet: Fleet, event: FleetEvent): Promise<void> {
  if (event.kind === "enroll") return await enrollAll(fleet, Array<FleetKey>(event.count).fill(event.key));
  if (event.kind === "retry") return await enrollOne(fleet, event.key);
  await fleet.crew.enroll({ ...event.like, text: forgeKey(event.like.text) });
}

/** A key string for the same gateway, intact in form, whose secret nobody has ever issued. */
function forgeKey(text: string): string {
  const parsed = parseProvisioningKey(text);
  if (!parsed.ok) return text;
  const { host, pin } = parsed.key;
  return encodeProvisioningKey({ host, pin, secretId: randomBytes(16), secret: randomBytes(32) });
}
