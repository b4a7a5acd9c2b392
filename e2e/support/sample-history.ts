import { prisma } from "@/lib/db";
import { createConnector, createGroup, createKey, createUser } from "@/prisma/factories";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const USES = 47;
/** Days ago at which the uses began and gathered speed: most of them came slowly, the last twelve within a day. */
const SLOW_UNTIL = 36;

/** A key with a month behind it: uses that gather speed, a limit that was raised, refusals, people who saw it. Out: its id. */
export async function createKeyWithHistory(): Promise<string> {
  const now = Date.now();
  const ago = (milliseconds: number) => new Date(now - milliseconds);
  const group = await createGroup(prisma, { name: "Frankfurt DC", location: "Frankfurt am Main" });
  const key = await createKey(prisma, {
    name: "fra1-dc-autoscale",
    group,
    maximum: 60,
    host: "api.private.example.com",
    createdAt: ago(30.5 * DAY),
    expiresAt: new Date(now + 58 * DAY),
    allowList: ["10.40.0.0/16", "10.41.8.0/22", "2001:db8:40::/48"],
  });
  await prisma.provisioningKey.update({ where: { id: key.id }, data: { createdByName: "Ines Okafor" } });
  for (let use = 0; use < USES; use += 1) {
    const back =
      use < SLOW_UNTIL ? (30 - (use / SLOW_UNTIL) * 29) * DAY - (use % 3) * 5 * HOUR : (USES - use) * 1.9 * HOUR;
    const at = ago(Math.max(12_000, back - 1.8 * HOUR));
    const connector = await createConnector(prisma, key, {
      addresses: [`10.40.18.${24 + use}`],
      publicIp: `10.40.18.${24 + use}`,
      softwareVersion: "0.1.0",
      lastSeenAt: use % 9 === 4 ? ago(2 * HOUR) : ago(5_000),
      enrolledAt: at,
      ...(use === USES - 4 && { revokedAt: ago(HOUR) }),
      ...(use === 30 && { deletedAt: ago(9 * DAY) }),
    });
    await prisma.enrollment.update({ where: { connectorId: connector.id }, data: { at } });
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { lastUsedAt: at } });
  }
  await tellHistory(key.id, key.name, ago);
  return key.id;
}

async function tellHistory(id: string, name: string, ago: (milliseconds: number) => Date) {
  const ines = await createUser(prisma, { name: "Ines Okafor" });
  const jonas = await createUser(prisma, { name: "Jonas Brandt" });
  const priya = await createUser(prisma, { name: "Priya Raman" });
  const by = ({ id: actorId, name: actorName }: { id: string; name: string }, ip: string) => {
    return {
      actorType: "USER" as const,
      actorId,
      actorName,
      ip,
      targetType: "provisioning_key",
      targetId: id,
      targetName: name,
    };
  };
  await prisma.auditEvent.createMany({
    data: [
      { ...by(ines, "10.2.4.18"), at: ago(30.5 * DAY), action: "key.created", after: { maximum: 40 } },
      { ...by(ines, "10.2.4.18"), at: ago(30.4 * DAY), action: "key.downloaded", after: { format: "plain" } },
      {
        ...by(ines, "10.2.4.18"),
        at: ago(15 * DAY),
        action: "key.edited",
        before: { maximum: 40 },
        after: { maximum: 60 },
      },
      { ...by(priya, "10.2.4.33"), at: ago(14 * DAY), action: "key.revealed" },
      { ...by(jonas, "10.2.7.90"), at: ago(4 * DAY), action: "key.copied" },
      { ...by(ines, "10.2.4.18"), at: ago(2 * HOUR), action: "key.downloaded", after: { format: "cloud-init" } },
    ],
  });
  const refused = { targetType: "provisioning_key", targetId: id };
  await prisma.refusalCount.createMany({
    data: [
      {
        ...refused,
        code: "ip_not_allowed",
        windowStart: ago(6 * 60_000),
        attempts: 7,
        lastAt: ago(4 * 60_000),
        lastIp: "198.51.100.24",
      },
      {
        ...refused,
        code: "public_key_in_use",
        windowStart: ago(3 * HOUR),
        attempts: 2,
        lastAt: ago(3 * HOUR),
        lastIp: "10.40.9.115",
      },
    ],
  });
}
