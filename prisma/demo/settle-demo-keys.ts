import { prisma } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { getKeys, type KeyDetail } from "@/lib/services/provisioning-keys/get";
import { readClock } from "@/lib/services/provisioning-keys/read-clock";
import { updateKey } from "@/lib/services/provisioning-keys/update";
import { DEMO_ACTOR } from "@/prisma/demo/create-demo-data";
import { listCreatedKeys } from "@/prisma/demo/list-created-keys";
import { SAMPLE_KEYS } from "@/prisma/demo/sample-keys";

/** An expiry must lie ahead, by the database's clock, when it is set. */
const SOON_MS = 2_000;

/**
 * Ends the life of some sample keys once connectors have enrolled with them: one lets them expire within two seconds or disables them,
 * as an administrator would. A key that anybody has edited since it was made is left as it is.
 */
export async function settleDemoKeys(): Promise<void> {
  const soon = new Date((await readClock(prisma)).getTime() + SOON_MS).toISOString();
  const names = new Map((await listCreatedKeys(DEMO_ACTOR.name)).map(({ id, name }) => [id, name]));
  for (const key of await getKeys(DEMO_ACTOR, { ids: [...names.keys()] })) {
    const afterwards = SAMPLE_KEYS.find(({ name }) => name === names.get(key.id))?.afterwards;
    if (key.version !== 1 || afterwards === undefined) continue;
    await edit(key, afterwards === "disable" ? { enabled: false } : { expiresAt: soon });
  }
}

async function edit(key: KeyDetail, change: { enabled?: boolean; expiresAt?: string }): Promise<void> {
  const { id, version, name, maximum, signingCertificateId, viewOrExport, expiresAt, allowList, enabled } = key;
  const fields = { id, version, name, maximum, signingCertificateId, viewOrExport, expiresAt, allowList, enabled };
  try {
    await updateKey(DEMO_ACTOR, { ...fields, ...change });
  } catch (error) {
    // Edited or deleted by somebody a moment ago: theirs counts.
    if (!(error instanceof AppError && ["conflict", "not_found"].includes(error.code))) throw error;
  }
}
