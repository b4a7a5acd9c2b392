import type { Secret } from "@/lib/crypto/secret";
import { AppError } from "@/lib/errors";
import { copyKey } from "@/lib/services/provisioning-keys/copy";
import { getKeys } from "@/lib/services/provisioning-keys/get";
import { DEMO_ACTOR } from "@/prisma/demo/create-demo-data";
import { listCreatedKeys } from "@/prisma/demo/list-created-keys";
import { type Pace, SAMPLE_KEYS } from "@/prisma/demo/sample-keys";

/** A key as the simulated connectors get it; `wave` is what is missing of its first wave. */
export type OpenedKey = { keyString: Secret; site: string; wave: number; pace: Pace };

/**
 * Opens the demo's keys for the simulated connectors. Strings that are at hand are taken from there; the others are copied from the
 * service, audited like every copy. In: strings by id, as `createDemoData` gave them. Out: the keys that can be handed out; hidden,
 * exhausted and expired ones are left out, as for everybody.
 */
export async function openDemoKeys(strings: Map<string, Secret>): Promise<OpenedKey[]> {
  const names = new Map((await listCreatedKeys(DEMO_ACTOR.name)).map(({ id, name }) => [id, name]));
  const opened: OpenedKey[] = [];
  for (const key of await getKeys(DEMO_ACTOR, { ids: [...names.keys()] })) {
    const sample = SAMPLE_KEYS.find(({ name }) => name === names.get(key.id));
    const keyString = strings.get(key.id) ?? (await copy(key.id));
    if (!sample || !keyString) continue;
    const { site, pace } = sample;
    opened.push({ keyString, site, pace, wave: Math.max(0, sample.wave - key.used) });
  }
  return opened;
}

async function copy(id: string): Promise<Secret | undefined> {
  try {
    return (await copyKey(DEMO_ACTOR, { id })).provisioningKey;
  } catch (error) {
    if (error instanceof AppError && error.code !== "unavailable") return undefined;
    throw error;
  }
}
