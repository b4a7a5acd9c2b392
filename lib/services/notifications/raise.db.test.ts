import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import { systemActor, type UserActor } from "@/lib/services/actor";
import { updateKey } from "@/lib/services/provisioning-keys/update";
import { createActor, createConnector, createGroup, createKey, createKeys } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { raiseNotifications } from "./raise";

const DAY = 86_400_000;
const MINUTE = 60_000;
const clock = systemActor("Notifications");
const inDays = (days: number) => new Date(Date.now() + days * DAY);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
let admin: UserActor;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN", "Ada");
});

beforeEach(async () => {
  await prisma.connector.updateMany({ data: { deletedAt: new Date() } });
  await prisma.provisioningKey.updateMany({ data: { deletedAt: new Date() } });
  await prisma.refusalCount.deleteMany();
  await prisma.notificationCondition.deleteMany();
  await prisma.notification.deleteMany();
  await prisma.notificationSettings.updateMany({
    data: { nearLimitPercent: 80, atLimit: true, expiringDays: 14, refusedAttempts: 100, certificateDays: 30 },
  });
  await watchSince(minutesAgo(120));
});

/** As if passes had been made all the time since then. */
async function watchSince(since: Date) {
  await prisma.notificationProgress.updateMany({
    data: { watchingSince: since, checkedAt: new Date(), wholeAt: null },
  });
}
const told = async () =>
  (await prisma.notification.findMany({ orderBy: { seq: "asc" } })).map(({ kind, targetName, count }) =>
    [kind, targetName, count].filter((part) => part !== 1).join(" "),
  );
const look = async () => {
  await prisma.notification.deleteMany();
  await raiseNotifications(clock, {});
  return (await told()).sort();
};
/** What a use leaves behind, without its connector. */
async function use(key: { id: string; name: string }, used: number) {
  await prisma.provisioningKey.update({ where: { id: key.id }, data: { used } });
  await prisma.auditEvent.create({
    data: {
      actorType: "CONNECTOR",
      actorName: "c",
      action: "enrollment.accepted",
      targetType: "provisioning_key",
      targetId: key.id,
      targetName: key.name,
    },
  });
}

describe("keys", () => {
  it("are told of near their limit, at it and before they expire, each once", async () => {
    await createKey(prisma, { name: "low", maximum: 10, used: 7 });
    await createKey(prisma, { name: "near", maximum: 10, used: 8 });
    await createKey(prisma, { name: "at", state: "exhausted" });
    await createKey(prisma, { name: "over", maximum: 10, used: 12 });
    await createKey(prisma, { name: "soon", expiresAt: inDays(13), maximum: null });
    await createKey(prisma, { name: "later", expiresAt: inDays(15) });
    await createKey(prisma, { name: "expired", state: "expired", used: 9 });
    await createKey(prisma, { name: "disabled", enabled: false, used: 10, expiresAt: inDays(2) });
    const off = await createGroup(prisma);
    await createKey(prisma, { name: "group disabled", used: 10, group: { ...off, enabled: true } });
    await prisma.connectorGroup.update({ where: { id: off.id }, data: { enabled: false } });
    await createKey(prisma, { name: "deleted", used: 10, deletedAt: new Date() });
    expect(await look()).toEqual(["key_at_limit at", "key_at_limit over", "key_expiring soon", "key_near_limit near"]);
    expect(await look()).toEqual([]);
    await watchSince(minutesAgo(120));
    expect(await look()).toEqual([]);
  });

  it("are told of as soon as a use or an edit makes it so, and again when it comes again", async () => {
    const key = await createKey(prisma, { name: "fra", maximum: 10, used: 1 });
    expect(await look()).toEqual([]);
    await use(key, 8);
    expect(await look()).toEqual(["key_near_limit fra"]);
    await use(key, 10);
    expect(await look()).toEqual(["key_at_limit fra"]);
    expect(await look()).toEqual([]);
    const { id, version } = key;
    const fields = { name: "fra", viewOrExport: true, expiresAt: null, allowList: [], enabled: true };
    const rest = { ...fields, signingCertificateId: key.signingCertificateId };
    await updateKey(admin, { id, version, ...rest, maximum: 20 });
    expect(await look()).toEqual([]);
    await use(key, 20);
    expect(await look()).toEqual(["key_at_limit fra"]);
    await updateKey(admin, { id, version: version + 1, ...rest, maximum: 30, expiresAt: inDays(3).toISOString() });
    expect(await look()).toEqual(["key_expiring fra"]);
  });

  it("are told of when the clock brings them over a threshold, though nothing was written", async () => {
    const key = await createKey(prisma, { name: "clock", expiresAt: inDays(14.0005) });
    expect(await look()).toEqual([]);
    await prisma.notificationProgress.updateMany({ data: { checkedAt: minutesAgo(1) } });
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { expiresAt: inDays(13.9999) } });
    expect(await look()).toEqual(["key_expiring clock"]);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(await look()).toEqual([]);
    expect(await prisma.notificationCondition.count()).toBe(0);
  });

  it("follow their group when it is enabled again", async () => {
    const group = await createGroup(prisma);
    await createKey(prisma, { name: "back", used: 10, group });
    await prisma.connectorGroup.update({ where: { id: group.id }, data: { enabled: false } });
    expect(await look()).toEqual([]);
    await prisma.connectorGroup.update({ where: { id: group.id }, data: { enabled: true } });
    await prisma.auditEvent.create({
      data: {
        actorType: "USER",
        actorName: "Ada",
        action: "group.enabled",
        targetType: "connector_group",
        targetId: group.id,
      },
    });
    expect(await look()).toEqual(["key_at_limit back"]);
  });

  it("are told of together when they are many, and each once by two processes at the same time", async () => {
    const group = await createGroup(prisma);
    const names = Array.from({ length: 40 }, (_, index) => `many ${String(index).padStart(2, "0")}`);
    const ids = await createKeys(prisma, names, group);
    await prisma.provisioningKey.updateMany({ where: { id: { in: ids } }, data: { used: 10 } });
    await createKey(prisma, { name: "near", used: 9 });
    const runs = await Promise.all([raiseNotifications(clock, {}), raiseNotifications(clock, {})]);
    expect(runs.reduce((sum, { raised }) => sum + raised, 0)).toBe(2);
    const [near, many] = await prisma.notification.findMany({ orderBy: { seq: "asc" } });
    expect([near?.targetName, near?.data]).toMatchObject(["near", { used: 9, maximum: 10, percent: 90 }]);
    expect(many).toMatchObject({
      kind: "key_at_limit",
      targetType: null,
      count: 40,
      data: { names: names.slice(0, 3) },
    });
    expect(await prisma.notificationCondition.count()).toBe(41);
  });

  it("are looked at again when a threshold changes, and not at all where it is switched off", async () => {
    await createKey(prisma, { name: "half", used: 5 });
    await createKey(prisma, { name: "at", used: 10 });
    expect(await look()).toEqual(["key_at_limit at"]);
    await prisma.notificationSettings.updateMany({
      data: { nearLimitPercent: 50, atLimit: false, version: { increment: 1 } },
    });
    expect(await look()).toEqual(["key_near_limit half"]);
    expect(await prisma.notificationCondition.count()).toBe(1);
    await prisma.notificationSettings.updateMany({ data: { nearLimitPercent: null, version: { increment: 1 } } });
    expect(await look()).toEqual([]);
    expect(await prisma.notificationCondition.count()).toBe(0);
  });
});

describe("refusals", () => {
  const refuse = async (key: { id: string }, code: string, attempts: number, windowStart: Date) => {
    const row = { targetType: "provisioning_key", targetId: key.id, code, attempts, windowStart, lastAt: windowStart };
    await prisma.refusalCount.create({ data: { ...row, lastIp: "192.0.2.1" } });
  };

  it("are told of once they are many within an hour, and again after they have ended", async () => {
    const key = await createKey(prisma, { name: "hit" });
    await refuse(key, "key_exhausted", 5_000, minutesAgo(75));
    await refuse(key, "ip_not_allowed", 60, minutesAgo(20));
    await refuse(await createKey(prisma, { name: "off", enabled: false }), "key_disabled", 500, minutesAgo(1));
    expect(await look()).toEqual([]);
    await refuse(key, "key_exhausted", 40, minutesAgo(10));
    expect(await look()).toEqual(["key_refused hit"]);
    const { data } = await prisma.notification.findFirstOrThrow();
    expect(data).toMatchObject({ attempts: 100, code: "ip_not_allowed", minutes: 60 });
    await prisma.refusalCount.updateMany({ where: { attempts: 40n }, data: { windowStart: minutesAgo(70) } });
    expect(await look()).toEqual([]);
    await prisma.refusalCount.deleteMany({ where: { attempts: 60n } });
    expect(await look()).toEqual([]);
    await refuse(key, "ip_not_allowed", 100, minutesAgo(5));
    expect(await look()).toEqual(["key_refused hit"]);
  });
});

describe("certificates", () => {
  it("are told of in the days of the settings, in a week and when they have expired", async () => {
    const { id } = await prisma.signingCertificate.findUniqueOrThrow({ where: { nameKey: "service edge" } });
    const end = async (days: number, signingAllowed = true) => {
      await prisma.signingCertificate.update({ where: { id }, data: { notAfter: inDays(days), signingAllowed } });
      return await look();
    };
    expect(await end(31)).toEqual([]);
    expect(await end(29, false)).toEqual([]);
    expect(await end(29)).toEqual(["certificate_expiring Service Edge"]);
    expect(await end(8)).toEqual([]);
    expect(await end(6)).toEqual(["certificate_expiring Service Edge"]);
    expect((await prisma.notification.findFirstOrThrow()).data).toMatchObject({ days: 6 });
    expect(await end(-1)).toEqual(["certificate_expiring Service Edge"]);
    expect(await end(-2)).toEqual([]);
    expect(await end(300)).toEqual([]);
    expect(await end(5)).toEqual(["certificate_expiring Service Edge"]);
    await end(3_000);
  });
});

describe("App Connectors", () => {
  it("are told of when they are silent for as long as the settings say, and again after they were back", async () => {
    const key = await createKey(prisma, { maximum: null });
    const silent = await createConnector(prisma, key, { name: "silent", lastSeenAt: minutesAgo(6) });
    await createConnector(prisma, key, { name: "seen", lastSeenAt: minutesAgo(4) });
    await createConnector(prisma, key, { name: "never" });
    await createConnector(prisma, key, { name: "off", lastSeenAt: minutesAgo(60), enabled: false });
    await createConnector(prisma, key, { name: "revoked", lastSeenAt: minutesAgo(60), revokedAt: new Date() });
    await createConnector(prisma, key, { name: "deleted", lastSeenAt: minutesAgo(60), deletedAt: new Date() });
    expect(await look()).toEqual(["connector_disconnected silent"]);
    const seen = (at: Date) => prisma.connector.update({ where: { id: silent.id }, data: { lastSeenAt: at } });
    await seen(new Date());
    expect(await look()).toEqual([]);
    await seen(minutesAgo(6));
    expect(await look()).toEqual([]);
    await prisma.notificationCondition.updateMany({ data: { since: minutesAgo(16) } });
    await seen(new Date());
    expect(await look()).toEqual([]);
    await seen(minutesAgo(6));
    expect(await look()).toEqual(["connector_disconnected silent"]);
  });

  it("of one group are one notification when they fall silent together, and late ones are added to it", async () => {
    const group = await createGroup(prisma, { name: "Frankfurt" });
    const key = await createKey(prisma, { maximum: null, group });
    for (let n = 0; n < 5; n += 1) await createConnector(prisma, key, { name: `f${n}`, lastSeenAt: minutesAgo(7) });
    const other = await createKey(prisma, { maximum: null, name: "other" });
    await createConnector(prisma, other, { name: "alone", lastSeenAt: minutesAgo(9) });
    await raiseNotifications(clock, {});
    expect((await told()).sort()).toEqual(["connector_disconnected Frankfurt 5", "connector_disconnected alone"]);
    for (let n = 5; n < 7; n += 1) await createConnector(prisma, key, { name: `f${n}`, lastSeenAt: minutesAgo(6) });
    expect(await raiseNotifications(clock, {})).toEqual({ raised: 0 });
    expect((await told()).sort()).toEqual(["connector_disconnected Frankfurt 7", "connector_disconnected alone"]);
  });

  it("are not blamed for a time in which nobody could hear them", async () => {
    const key = await createKey(prisma);
    await createConnector(prisma, key, { name: "unheard", lastSeenAt: minutesAgo(30) });
    await watchSince(minutesAgo(4));
    expect(await look()).toEqual([]);
    await prisma.notificationProgress.updateMany({
      data: { checkedAt: minutesAgo(3), watchingSince: minutesAgo(600) },
    });
    expect(await look()).toEqual([]);
    await watchSince(minutesAgo(6));
    expect(await look()).toEqual(["connector_disconnected unheard"]);
  });
});

it("writes an audit row with each, and deletes notifications and messages after 90 days", async () => {
  const key = await createKey(prisma, { name: "audited", used: 10 });
  const old = { kind: "key_at_limit", data: {}, createdAt: new Date(Date.now() - 91 * DAY) };
  await prisma.notification.create({
    data: { ...old, deliveries: { create: { event: "key.limit_reached", body: "{}", state: "failed" } } },
  });
  await prisma.webhookDelivery.create({
    data: { event: "webhook.test", body: "{}", state: "failed", createdAt: old.createdAt },
  });
  await raiseNotifications(clock, {});
  const [row, ...others] = await prisma.notification.findMany();
  expect([row?.targetId, others]).toEqual([key.id, []]);
  expect(await prisma.webhookDelivery.count()).toBe(0);
  const event = await prisma.auditEvent.findFirstOrThrow({
    where: { action: "notification.raised", targetId: row?.id ?? "" },
  });
  expect(event).toMatchObject({
    actorType: "SYSTEM",
    targetName: "Key at its limit",
    after: { kind: "key_at_limit", targetId: key.id, targetName: "audited" },
  });
});
