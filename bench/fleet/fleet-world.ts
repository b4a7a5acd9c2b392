import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db";
import { derToPem } from "@/lib/pki/pem";
import { systemActor } from "@/lib/services/actor";
import { createKey } from "@/lib/services/provisioning-keys/create";
import type { OpenedKey } from "@/prisma/demo/open-demo-keys";

export const BENCH_ACTOR = systemActor("bench");

/** What a run works with: keys to enroll with, their issuers, and the Root that gateways are trusted by. */
export type FleetWorld = { keys: (OpenedKey & { id: string })[]; issuerIds: string[]; root: string };

/**
 * Makes a group with a key for each of two signing certificates, so that there are two revocation lists. In: how many connectors
 * enroll in all, the address they get, seconds between their heartbeats. Throws when the installation holds keys of others.
 */
export async function makeFleetWorld(connectors: number, host: string, heartbeatSeconds: number): Promise<FleetWorld> {
  if ((await prisma.provisioningKey.count()) > 0) throw new Error("the fleet needs an installation without keys");
  await prisma.tenant.updateMany({ data: { enrollmentHost: host, heartbeatInterval: heartbeatSeconds } });
  const { rootCertificate } = await prisma.tenant.findFirstOrThrow({ include: { rootCertificate: true } });
  const issuers = await prisma.signingCertificate.findMany({
    where: { name: { in: ["Client", "Connector"] } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  const keys: FleetWorld["keys"] = [];
  let groupId: string | undefined;
  for (const [index, issuer] of issuers.entries()) {
    const made = await createKey(BENCH_ACTOR, {
      requestId: randomUUID(),
      name: `Fleet ${issuer.name}`,
      maximum: null,
      group: groupId ? { kind: "existing", id: groupId } : { kind: "new", name: "Fleet" },
      signingCertificateId: issuer.id,
      viewOrExport: true,
      expiresAt: null,
      allowList: [],
      enabled: true,
    });
    groupId = made.key.groupId;
    // The second gets what is left of an odd number.
    const wave = index === 0 ? Math.floor(connectors / 2) : Math.ceil(connectors / 2);
    keys.push({ id: made.key.id, keyString: made.provisioningKey, site: "fleet", wave, pace: "quiet" });
  }
  const root = derToPem("CERTIFICATE", rootCertificate?.certificate ?? new Uint8Array());
  return { keys, issuerIds: issuers.map(({ id }) => id), root };
}
