import { randomBytes } from "node:crypto";
import { encodeProvisioningKey } from "@/lib/provisioning-key/encode";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import { chooseEvent, type FleetEvent } from "./choose-event";
import { createRoster, noteResult, type Roster } from "./roster";
import type { FleetKey } from "./schema";
import { simulateConnector } from "./simulate-connector";

/** Enrollments under way at the same time. */
const PARALLEL = 6;
/** Milliseconds between two events after the first wave. */
const PAUSE = { least: 1_500, most: 5_500 };

/** What the fleet reports: the end of its first wave, and the end of the trickle after it. */
export type FleetReport =
  | { type: "wave"; enrolled: number; unreachable: boolean }
  | { type: "done"; reason: "total" | "keys" };

type Fleet = { roster: Roster; left: number; enrolled: number; unreachable: boolean };

/**
 * Enrolls simulated connectors: the first wave of every key as fast as a few at a time go, then one event every few seconds, until the
 * total is reached or no key enrolls any more.
 * In: keys, upper bound of enrollments, and who hears of the end of each phase.
 */
export async function runFleet(
  { keys, total }: { keys: FleetKey[]; total: number },
  report: (message: FleetReport) => void,
): Promise<void> {
  const fleet: Fleet = { roster: createRoster(keys), left: total, enrolled: 0, unreachable: false };
  await enrollAll(fleet, listWave(keys));
  report({ type: "wave", enrolled: fleet.enrolled, unreachable: fleet.unreachable });
  for (;;) {
    if (fleet.left <= 0) return report({ type: "done", reason: "total" });
    const event = chooseEvent(fleet.roster, Math.random);
    if (event === null) return report({ type: "done", reason: "keys" });
    await new Promise((resolve) => setTimeout(resolve, PAUSE.least + Math.random() * (PAUSE.most - PAUSE.least)));
    await play(fleet, event);
  }
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
  const result = await simulateConnector(key);
  if (result.status === "unreachable") fleet.unreachable = true;
  if (noteResult(fleet.roster, key, result)) fleet.enrolled += 1;
  else fleet.left += 1;
}

async function play(fleet: Fleet, event: FleetEvent): Promise<void> {
  if (event.kind === "enroll") return await enrollAll(fleet, Array<FleetKey>(event.count).fill(event.key));
  if (event.kind === "retry") return await enrollOne(fleet, event.key);
  await simulateConnector({ text: forgeKey(event.like.text), site: event.like.site });
}

/** A key string for the same gateway, intact in form, whose secret nobody has ever issued. */
function forgeKey(text: string): string {
  const parsed = parseProvisioningKey(text);
  if (!parsed.ok) return text;
  const { host, pin } = parsed.key;
  return encodeProvisioningKey({ host, pin, secretId: randomBytes(16), secret: randomBytes(32) });
}
