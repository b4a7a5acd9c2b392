import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import { systemActor, type UserActor } from "@/lib/services/actor";
import { autoDeleteConnectors } from "@/lib/services/connectors/auto-delete";
import { countDisconnected, removeDisconnected } from "@/lib/services/connectors/remove-disconnected";
import { updateConnector } from "@/lib/services/connectors/update";
import { createActor, createConnector, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

let admin: UserActor;
let viewer: UserActor;
let key: Awaited<ReturnType<typeof createKey>>;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN", "Ada");
  viewer = await createActor(prisma, "VIEWER", "Vera");
});

beforeEach(async () => {
  await prisma.connector.updateMany({ data: { deletedAt: new Date() } });
  await prisma.tenant.updateMany({ data: { autoDeleteAfter: null, autoDeleteDisabled: false } });
  key = await createKey(prisma, { maximum: 5_000 });
});

const add = (name: string, given: Parameters<typeof createConnector>[2]) =>
  createConnector(prisma, key, { ...given, name });
const left = async () =>
  (await prisma.connector.findMany({ where: { keyId: key.id, deletedAt: null }, orderBy: { name: "asc" } })).map(
    ({ name }) => name,
  );
const deletions = async () =>
  await prisma.auditEvent.findMany({
    where: {
      action: "connector.deleted",
      targetId: { in: (await prisma.connector.findMany({ where: { keyId: key.id } })).map(({ id }) => id) },
    },
    orderBy: { targetName: "asc" },
  });

async function addEveryKind() {
  await add("a seen", { lastSeenAt: new Date() });
  await add("b 15 days", { lastSeenAt: ago(15) });
  await add("c 31 days", { lastSeenAt: ago(31) });
  await add("d 95 days, certificate expired", { lastSeenAt: ago(95), notAfter: ago(60) });
  await add("e never reported", { enrolledAt: ago(300) });
  await add("f disabled", { lastSeenAt: ago(95), enabled: false });
  await add("g revoked", { lastSeenAt: ago(95), revokedAt: ago(90) });
  await add("h pending", { state: "PENDING", enrolledAt: ago(300) });
}

describe("removeDisconnected", () => {
  it("counts and deletes those that are disconnected, and no other", async () => {
    await addEveryKind();
    expect(await countDisconnected(viewer, {})).toEqual([
      { days: 14, count: 3 },
      { days: 30, count: 2 },
      { days: 60, count: 1 },
      { days: 90, count: 1 },
    ]);
    expect(await removeDisconnected(admin, { days: 30 })).toEqual({ deleted: 2, more: false });
    expect((await left()).map((name) => name[0])).toEqual(["a", "b", "e", "f", "g", "h"]);
    expect(await removeDisconnected(admin, { days: 30 })).toEqual({ deleted: 0, more: false });
    const rows = await deletions();
    expect(rows.map(({ actorName, targetName, after }) => [actorName, targetName?.[0], after])).toEqual([
      ["Ada", "c", { certificates: 1, disconnectedDays: 30 }],
      ["Ada", "d", { certificates: 1, disconnectedDays: 30 }],
    ]);
    const certificates = await prisma.connectorCertificate.findMany({ where: { connector: { keyId: key.id } } });
    expect(certificates.filter(({ revokedAt, revocationReason }) => revokedAt && revocationReason === 5)).toHaveLength(
      2,
    );
    expect((await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } })).used).toBe(8);
  });

  it("is refused to a Viewer, and for any other number of days", async () => {
    await expect(removeDisconnected(viewer, { days: 30 })).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeDisconnected(admin, { days: 1 as never })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("autoDeleteConnectors", () => {
  const clock = systemActor("Auto-delete");

  it("does nothing while it is off", async () => {
    await addEveryKind();
    expect(await autoDeleteConnectors(clock, {})).toEqual({ deleted: 0, more: false });
    expect(await left()).toHaveLength(8);
  });

  it("deletes after as many days as the settings say, disabled ones only if they say so", async () => {
    await addEveryKind();
    await prisma.tenant.updateMany({ data: { autoDeleteAfter: 20 } });
    expect(await autoDeleteConnectors(clock, {})).toEqual({ deleted: 2, more: false });
    await prisma.tenant.updateMany({ data: { autoDeleteDisabled: true } });
    expect(await autoDeleteConnectors(clock, {})).toEqual({ deleted: 1, more: false });
    expect((await left()).map((name) => name[0])).toEqual(["a", "b", "e", "g", "h"]);
    expect((await deletions()).map(({ actorType, actorName }) => [actorType, actorName])).toEqual(
      Array.from({ length: 3 }, () => ["SYSTEM", "Auto-delete"]),
    );
  });

  it("deletes each once when two processes do it at the same time, and spares one that reports meanwhile", async () => {
    await prisma.tenant.updateMany({ data: { autoDeleteAfter: 5 } });
    for (let n = 0; n < 12; n += 1) await add(`twice ${n}`, { lastSeenAt: ago(9) });
    const back = await add("back", { lastSeenAt: ago(9) });
    let runs: { deleted: number }[] = [];
    await prisma.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE connectors SET last_seen_at = clock_timestamp() WHERE id = ${back.id}::uuid`;
      runs = await Promise.all([autoDeleteConnectors(clock, {}), autoDeleteConnectors(clock, {})]);
    });
    runs.push(await autoDeleteConnectors(clock, {}));
    expect(runs.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(12);
    expect(await left()).toEqual(["back"]);
    expect(await deletions()).toHaveLength(12);
  });
});

describe("updateConnector", () => {
  const read = (id: string) => prisma.connector.findUniqueOrThrow({ where: { id } });

  it("changes name, description and state, each with its audit row; names need not be unique", async () => {
    const [one, other] = [await add("north", {}), await add("south", {})];
    const input = { id: one.id, version: 1, name: " South ", description: "Hall B", enabled: false };
    const { changed, connector } = await updateConnector(admin, input);
    expect(changed).toBe(true);
    expect(connector).toMatchObject({
      name: "South",
      description: "Hall B",
      enabled: false,
      version: 2,
      status: "disabled",
    });
    expect((await read(one.id)).nameKey).toBe((await read(other.id)).nameKey);
    const rows = await prisma.auditEvent.findMany({ where: { targetId: one.id }, orderBy: { seq: "asc" } });
    expect(rows.map(({ action, before, after }) => [action, before, after])).toEqual([
      ["connector.edited", { name: "north", description: "" }, { name: "South", description: "Hall B" }],
      ["connector.disabled", null, null],
    ]);
    expect(await updateConnector(admin, { ...input, version: 2 })).toMatchObject({ changed: false });
  });

  it("tells the second of two editors who changed what, and saves nothing", async () => {
    const { id } = await add("east", {});
    await updateConnector(admin, { id, version: 1, name: "west", description: "", enabled: true });
    const mine = { id, version: 1, name: "east", description: "mine", enabled: true };
    await expect(updateConnector(admin, mine)).rejects.toMatchObject({
      code: "conflict",
      details: { changedBy: "Ada", current: { version: 2, name: "west", description: "", enabled: true } },
    });
    expect(await read(id)).toMatchObject({ name: "west", description: "" });
  });

  it("refuses a bad name, a Viewer and a connector that was deleted", async () => {
    const { id } = await add("short", {});
    const input = { id, version: 1, name: "short", description: "", enabled: true };
    await expect(updateConnector(viewer, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateConnector(admin, { ...input, name: " " })).rejects.toMatchObject({
      code: "invalid",
      fields: { name: "Enter a name." },
    });
    await prisma.connector.update({ where: { id }, data: { deletedAt: new Date() } });
    await expect(updateConnector(admin, input)).rejects.toMatchObject({ code: "not_found" });
  });
});
