import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import { systemActor, type UserActor } from "@/lib/services/actor";
import { exportDeletedKeys } from "@/lib/services/deleted-keys/export";
import { countDeletedKeys, getDeletedKey, listDeletedKeys } from "@/lib/services/deleted-keys/list";
import { purgeDeletedKeys } from "@/lib/services/deleted-keys/purge";
import { removeKey } from "@/lib/services/provisioning-keys/remove";
import { restoreKey } from "@/lib/services/provisioning-keys/restore";
import { createActor, createConnector, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

const DAY = 86_400_000;
let admin: UserActor;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const asked = { sort: "-deleted" as const, page: 1, perPage: 25 as const, cursor: null };

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN", "Ada");
});

describe("the list of deleted keys", () => {
  it("has what can be restored, with what still works; nothing that stands or is too long gone", async () => {
    const key = await createKey(prisma, { name: "listed edge", maximum: 9 });
    await createConnector(prisma, key);
    await createConnector(prisma, key, { revokedAt: new Date() });
    const late = await createKey(prisma, { name: "listed late", deletedAt: ago(31) });
    await createKey(prisma, { name: "listed standing" });
    const { version } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } });
    await removeKey(admin, { id: key.id, version, revokeConnectors: false });
    const page = await listDeletedKeys(admin, { ...asked, q: "listed" });
    expect(page.rows).toEqual([
      {
        id: key.id,
        name: "listed edge",
        groupId: key.group.id,
        groupName: key.group.name,
        fingerprint: key.fingerprint,
        maximum: 9,
        used: 2,
        connectors: 1,
        deletedAt: expect.any(String),
        deletedByName: "Ada",
        restorableUntil: expect.any(String),
        isNameTaken: false,
      },
    ]);
    const [row] = page.rows;
    expect(Date.parse(row?.restorableUntil ?? "") - Date.parse(row?.deletedAt ?? "")).toBe(30 * DAY);
    expect(await countDeletedKeys(admin, { q: key.fingerprint })).toMatchObject({ total: 1 });
    await expect(getDeletedKey(admin, { id: late.id })).rejects.toMatchObject({ code: "not_found" });
    await createKey(prisma, { name: "Listed EDGE" });
    expect(await getDeletedKey(admin, { id: key.id })).toMatchObject({ isNameTaken: true });
    await expect(restoreKey(admin, { id: key.id })).rejects.toMatchObject({ code: "name_taken" });
    expect(await restoreKey(admin, { id: key.id, name: "listed again" })).toMatchObject({ key: { used: 2 } });
    expect(await countDeletedKeys(admin, { q: "listed" })).toMatchObject({ total: 0 });
  });

  it("filters, sorts and is exported; a viewer may read it", async () => {
    const viewer = await createActor(prisma, "VIEWER");
    for (const [name, days, used] of [
      ["sorted b", 3, 5],
      ["sorted a", 1, 7],
      ["sorted c", 9, 1],
    ] as const) {
      await createKey(prisma, { name, used, deletedAt: ago(days) });
    }
    const names = async (input: object) =>
      (await listDeletedKeys(viewer, { ...asked, q: "sorted", ...input })).rows.map(({ name }) => name);
    expect(await names({})).toEqual(["sorted a", "sorted b", "sorted c"]);
    expect(await names({ sort: "used" })).toEqual(["sorted c", "sorted b", "sorted a"]);
    expect(await names({ filters: [{ column: "deleted", op: "last", value: 5 }] })).toEqual(["sorted a", "sorted b"]);
    expect(await names({ filters: [{ column: "used", op: "gt", value: 5 }] })).toEqual(["sorted a"]);
    let text = "";
    for await (const piece of await exportDeletedKeys(viewer, {
      q: "sorted",
      sort: "name",
      filters: [],
      format: "csv",
    })) {
      text += piece;
    }
    expect(
      text
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(",")[1]?.replaceAll('"', "")),
    ).toEqual(["name", "sorted a", "sorted b", "sorted c"]);
  });
});

describe("the purge", () => {
  it("leaves a tombstone of what is over 30 days deleted, once, and touches nothing else", async () => {
    const due = await createKey(prisma, { deletedAt: ago(31), allowList: ["192.0.2.0/24"] });
    const connector = await createConnector(prisma, due);
    const fresh = await createKey(prisma, { deletedAt: ago(29) });
    const standing = await createKey(prisma);
    const timer = systemActor("Purge");
    const both = await Promise.all([purgeDeletedKeys(timer, {}), purgeDeletedKeys(timer, {})]);
    expect(both.reduce((sum, { purged }) => sum + purged, 0)).toBeGreaterThanOrEqual(1);
    expect(await prisma.provisioningKey.findUniqueOrThrow({ where: { id: due.id } })).toMatchObject({
      name: due.name,
      fingerprints: due.fingerprint,
      used: 1,
      allowList: [],
      purgedAt: expect.any(Date),
    });
    expect(await prisma.provisioningKeySecret.count({ where: { keyId: due.id } })).toBe(0);
    expect(await prisma.provisioningKeySecret.count({ where: { keyId: { in: [fresh.id, standing.id] } } })).toBe(2);
    expect(await prisma.enrollment.count({ where: { connectorId: connector.id, keyId: due.id } })).toBe(1);
    expect(
      await prisma.auditEvent.findMany({ where: { targetId: due.id }, select: { action: true, actorName: true } }),
    ).toEqual([{ action: "key.purged", actorName: "Purge" }]);
    await expect(restoreKey(admin, { id: due.id })).rejects.toMatchObject({ code: "not_found" });
    expect(await purgeDeletedKeys(timer, {})).toEqual({ purged: 0, more: false });
  });
});
