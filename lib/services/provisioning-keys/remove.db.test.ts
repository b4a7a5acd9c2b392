import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { getKey } from "@/lib/services/provisioning-keys/get";
import { readKeyImpact } from "@/lib/services/provisioning-keys/impact";
import { removeKey } from "@/lib/services/provisioning-keys/remove";
import { restoreKey } from "@/lib/services/provisioning-keys/restore";
import { createActor, createConnector, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

const DAY = 86_400_000;
let admin: UserActor;
let viewer: UserActor;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN", "Ada");
  viewer = await createActor(prisma, "VIEWER");
});

const audit = (targetId: string) =>
  prisma.auditEvent.findMany({
    where: { targetId },
    orderBy: { seq: "asc" },
    select: { action: true, after: true, actorName: true },
  });

describe("removeKey", () => {
  it("deletes the key, frees its name and leaves the connectors alone", async () => {
    const key = await createKey(prisma);
    const connector = await createConnector(prisma, key);
    expect(await removeKey(admin, { id: key.id, version: 1, revokeConnectors: false })).toEqual({
      id: key.id,
      name: key.name,
      revokedConnectors: 0,
    });
    await expect(getKey(admin, { id: key.id })).rejects.toMatchObject({ code: "not_found" });
    const left = await prisma.connector.findUniqueOrThrow({
      where: { id: connector.id },
      include: { certificates: true },
    });
    expect([left.revokedAt, left.certificates[0]?.revokedAt]).toEqual([null, null]);
    expect(await audit(key.id)).toMatchObject([
      { action: "key.deleted", actorName: "Ada", after: { revokeConnectors: false, revokedConnectors: 0 } },
    ]);
    expect(await audit(connector.id)).toEqual([]);
    await createKey(prisma, { name: key.name });
  });

  it("revokes the connectors with their certificates when that is chosen, one audit row each", async () => {
    const key = await createKey(prisma);
    const other = await createKey(prisma, { group: key.group });
    const mine = [await createConnector(prisma, key), await createConnector(prisma, key, { enabled: false })];
    const revokedBefore = await createConnector(prisma, key);
    const earlier = new Date("2026-01-01T00:00:00Z");
    await prisma.connector.update({ where: { id: revokedBefore.id }, data: { revokedAt: earlier } });
    const foreign = await createConnector(prisma, other);
    const { revokedConnectors } = await removeKey(admin, { id: key.id, version: 1, revokeConnectors: true });
    expect(revokedConnectors).toBe(2);
    for (const { id, name } of mine) {
      const row = await prisma.connector.findUniqueOrThrow({ where: { id }, include: { certificates: true } });
      expect(row.revokedAt).not.toBeNull();
      expect(row.certificates).toMatchObject([{ revokedAt: expect.any(Date), revocationReason: 9 }]);
      expect(await audit(id)).toMatchObject([
        { action: "connector.revoked", actorName: "Ada", after: { keyId: key.id } },
      ]);
      expect(await prisma.auditEvent.findFirst({ where: { targetId: id } })).toMatchObject({
        targetName: name,
        targetType: "connector",
        actorType: "USER",
        actorId: admin.id,
        ip: admin.ip,
        userAgent: admin.userAgent,
        requestId: admin.requestId,
      });
    }
    const kept = await prisma.connector.findUniqueOrThrow({ where: { id: revokedBefore.id } });
    expect(kept.revokedAt).toEqual(earlier);
    const untouched = await prisma.connector.findUniqueOrThrow({
      where: { id: foreign.id },
      include: { certificates: true },
    });
    expect([untouched.revokedAt, untouched.certificates[0]?.revokedAt]).toEqual([null, null]);
  });

  it("asks for the version the user saw", async () => {
    const key = await createKey(prisma);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { version: 2, updatedByName: "Bob" } });
    await expect(removeKey(admin, { id: key.id, version: 1, revokeConnectors: false })).rejects.toMatchObject({
      code: "conflict",
      details: { changedBy: "Bob", current: { version: 2 } },
    });
    await expect(removeKey(admin, { id: key.id, version: 2, revokeConnectors: false })).resolves.toBeDefined();
    await expect(removeKey(admin, { id: key.id, version: 3, revokeConnectors: false })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("refuses a managed key to a hand-made call, and everything to a viewer", async () => {
    const managed = await createKey(prisma, { managed: { by: "deception", reason: "Used by Deception" } });
    await expect(removeKey(admin, { id: managed.id, version: 1, revokeConnectors: true })).rejects.toMatchObject({
      code: "key_managed",
    });
    const key = await createKey(prisma);
    await expect(removeKey(viewer, { id: key.id, version: 1, revokeConnectors: true })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await prisma.provisioningKey.count({ where: { id: { in: [managed.id, key.id] }, deletedAt: null } })).toBe(
      2,
    );
    expect([...(await audit(managed.id)), ...(await audit(key.id))]).toEqual([]);
  });
});

describe("readKeyImpact", () => {
  it("counts what a deletion touches", async () => {
    const key = await createKey(prisma);
    await createConnector(prisma, key);
    await createConnector(prisma, key, { enabled: false });
    await createConnector(prisma, key, { state: "PENDING" });
    const gone = await createConnector(prisma, key);
    await prisma.connector.update({ where: { id: gone.id }, data: { deletedAt: new Date() } });
    expect(await readKeyImpact(viewer, { id: key.id })).toEqual({
      name: key.name,
      version: 1,
      used: 4,
      enrolled: 3,
      active: 1,
      pending: 1,
    });
    await expect(readKeyImpact(viewer, { id: crypto.randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("restoreKey", () => {
  const removed = async (given: Parameters<typeof createKey>[1] = {}) => {
    const key = await createKey(prisma, given);
    await removeKey(admin, { id: key.id, version: 1, revokeConnectors: false });
    return key;
  };

  it("brings a key back as it was, with its count", async () => {
    const key = await removed({ used: 4 });
    const { key: row } = await restoreKey(admin, { id: key.id });
    expect(row).toMatchObject({ name: key.name, used: 4, status: "active", fingerprint: key.fingerprint });
    expect((await audit(key.id)).map((event) => event.action)).toEqual(["key.deleted", "key.restored"]);
  });

  it("asks for another name when its own is taken", async () => {
    const key = await removed();
    await createKey(prisma, { name: key.name });
    await expect(restoreKey(admin, { id: key.id })).rejects.toMatchObject({
      code: "name_taken",
      fields: { name: expect.any(String) },
    });
    const { key: row } = await restoreKey(admin, { id: key.id, name: `${key.name} restored` });
    expect(row.name).toBe(`${key.name} restored`);
  });

  it("ends after 30 days, and with the purge", async () => {
    const late = await createKey(prisma, { deletedAt: new Date(Date.now() - 30 * DAY - 1000) });
    const inTime = await createKey(prisma, { deletedAt: new Date(Date.now() - 30 * DAY + 60_000) });
    const purged = await createKey(prisma, { deletedAt: new Date() });
    await prisma.provisioningKey.update({ where: { id: purged.id }, data: { purgedAt: new Date() } });
    const standing = await createKey(prisma);
    for (const { id } of [late, purged, standing]) {
      await expect(restoreKey(admin, { id })).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(restoreKey(viewer, { id: inTime.id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(restoreKey(admin, { id: inTime.id })).resolves.toBeDefined();
  });
});
