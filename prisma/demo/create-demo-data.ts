import { randomUUID } from "node:crypto";
import type { Secret } from "@/lib/crypto/secret";
import { prisma } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { systemActor } from "@/lib/services/actor";
import { createKey } from "@/lib/services/provisioning-keys/create";
import { createManagedKey } from "@/lib/services/provisioning-keys/create-managed";
import { listCreatedKeys } from "@/prisma/demo/list-created-keys";
import { SAMPLE_GROUPS } from "@/prisma/demo/sample-groups";
import { SAMPLE_KEYS, type SampleKey } from "@/prisma/demo/sample-keys";

const DAY_MS = 86_400_000;
/** Age of a backdated key. */
const HALF_A_YEAR_MS = 183 * DAY_MS;

export const DEMO_ACTOR = systemActor("demo");

/**
 * Fills an empty installation with the sample groups and keys, through the verbs that people use too. Goes on where an interrupted
 * run ended, makes nothing twice, and brings nothing back that was deleted since.
 * Out: the strings of the keys made now, by id; undefined when the installation holds data that is not the demo's: it is left alone.
 */
export async function createDemoData(): Promise<Map<string, Secret> | undefined> {
  const created = await listCreatedKeys(DEMO_ACTOR.name);
  if (created.length === 0 && !(await isEmptyInstallation())) return undefined;
  const names = new Set(created.map((key) => key.name));
  const certificates = await prisma.signingCertificate.findMany({ select: { id: true, name: true } });
  const certificateIds = new Map(certificates.map(({ id, name }) => [name, id]));
  const strings = new Map<string, Secret>();
  for (const sample of SAMPLE_KEYS) {
    if (names.has(sample.name)) continue;
    try {
      const made = await create(sample, certificateIds.get(sample.certificate ?? "Connector") ?? "");
      strings.set(made.key.id, made.provisioningKey);
      if (isBackdated(sample)) await backdate(made.key.id, sample.expiresInDays);
    } catch (error) {
      // Somebody has a key of this name by now: theirs stays.
      if (!(error instanceof AppError && error.code === "name_taken")) throw error;
    }
  }
  return strings;
}

async function isEmptyInstallation(): Promise<boolean> {
  const [key, group] = await Promise.all([
    prisma.provisioningKey.findFirst({ select: { id: true } }),
    prisma.connectorGroup.findFirst({ select: { id: true } }),
  ]);
  return key === null && group === null;
}

async function create(sample: SampleKey, signingCertificateId: string) {
  const group = SAMPLE_GROUPS[sample.site];
  const { name, maximum, managed } = sample;
  if (managed) {
    return await createManagedKey(DEMO_ACTOR, {
      name,
      maximum,
      group: group.name,
      managedBy: managed.by,
      reason: managed.reason,
    });
  }
  const existing = await prisma.connectorGroup.findFirst({ where: { name: group.name }, select: { id: true } });
  const days = sample.expiresInDays;
  return await createKey(DEMO_ACTOR, {
    requestId: randomUUID(),
    name,
    maximum,
    group: existing ? { kind: "existing", id: existing.id } : { kind: "new", ...group },
    signingCertificateId,
    viewOrExport: sample.viewOrExport ?? true,
    // The verb takes no expiry in the past; a backdated key gets its own below.
    expiresAt: days === undefined ? null : new Date(Date.now() + Math.abs(days) * DAY_MS).toISOString(),
    allowList: sample.allowList ?? [],
    enabled: sample.enabled ?? true,
  });
}

function isBackdated(sample: SampleKey): sample is SampleKey & { expiresInDays: number } {
  return sample.expiresInDays !== undefined && sample.expiresInDays < 0;
}

/** Past the services: no verb makes a key that expired weeks ago. Only for keys that were never used. */
async function backdate(id: string, expiresInDays: number): Promise<void> {
  const createdAt = new Date(Date.now() - HALF_A_YEAR_MS);
  const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS);
  await prisma.provisioningKey.update({ where: { id }, data: { createdAt, updatedAt: createdAt, expiresAt } });
}
