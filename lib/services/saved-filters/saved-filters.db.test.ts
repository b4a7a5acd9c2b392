import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import { systemActor, type UserActor } from "@/lib/services/actor";
import { listSavedFilters } from "@/lib/services/saved-filters/list";
import { removeSavedFilter } from "@/lib/services/saved-filters/remove";
import { renameSavedFilter } from "@/lib/services/saved-filters/rename";
import { saveFilter } from "@/lib/services/saved-filters/save";
import { SAVED_FILTERS_MAX } from "@/lib/services/saved-filters/schema";
import { updateSavedFilter } from "@/lib/services/saved-filters/update";
import { getTableSettings } from "@/lib/services/table-settings/get";
import { saveTableSettings } from "@/lib/services/table-settings/save";
import { createActor } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

const resource = "provisioning-keys" as const;
const FULL = { column: "status", op: "any", value: ["exhausted"] } as const;
const filters = [{ ...FULL, value: [...FULL.value] }];

let ada: UserActor;
let bob: UserActor;

beforeAll(async () => {
  await seedTenant();
  ada = await createActor(prisma, "VIEWER", "Ada");
  bob = await createActor(prisma, "OWNER", "Bob");
});

const list = (actor: UserActor) => listSavedFilters(actor, { resource });

describe("saved filters", () => {
  it("belong to one user, whatever the role of another", async () => {
    const { id } = await saveFilter(ada, { resource, name: "Full keys", q: "fra", filters });
    expect(await list(ada)).toMatchObject([
      { id, name: "Full keys", q: "fra", filters, dropped: [], isCurrentSession: true },
    ]);
    expect(await list(bob)).toEqual([]);
    for (const call of [
      () => updateSavedFilter(bob, { id, resource, q: "", filters }),
      () => renameSavedFilter(bob, { id, name: "Mine" }),
      () => removeSavedFilter(bob, { id }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await list(ada)).toHaveLength(1);
    await saveFilter(bob, { resource, name: "Full keys", q: "", filters });
    await removeSavedFilter(ada, { id });
    expect([await list(ada), (await list(bob)).length]).toEqual([[], 1]);
  });

  it("tell the current session from previous ones; saving changes makes them current", async () => {
    const { id } = await saveFilter(ada, { resource, name: "From before", q: "", filters });
    const session = await prisma.session.create({
      data: { userId: ada.id, expiresAt: new Date(Date.now() + 1e6) },
      select: { id: true },
    });
    const later = { ...ada, sessionId: session.id };
    expect((await list(later))[0]?.isCurrentSession).toBe(false);
    await updateSavedFilter(later, { id, resource, q: "x", filters: [] });
    expect(await list(later)).toMatchObject([{ q: "x", filters: [], isCurrentSession: true }]);
    expect((await list(ada))[0]?.isCurrentSession).toBe(false);
    await prisma.session.delete({ where: { id: session.id } });
    expect((await list(ada))[0]?.isCurrentSession).toBe(false);
    await removeSavedFilter(ada, { id });
  });

  it("have different names, by case too", async () => {
    await saveFilter(ada, { resource, name: "Twice", q: "", filters });
    await expect(saveFilter(ada, { resource, name: "TWICE", q: "", filters })).rejects.toMatchObject({
      code: "name_taken",
      fields: { name: expect.any(String) },
    });
    const { id } = await saveFilter(ada, { resource, name: "Once", q: "", filters });
    await expect(renameSavedFilter(ada, { id, name: "twice" })).rejects.toMatchObject({ code: "name_taken" });
    expect(await renameSavedFilter(ada, { id, name: " Only  once " })).toEqual({ id, name: "Only once" });
    await expect(saveFilter(ada, { resource, name: "\u202e", q: "", filters })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(saveFilter(ada, { resource, name: "Empty", q: "", filters: [] })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("open although something they name is gone, and say what", async () => {
    const carol = await createActor(prisma, "VIEWER");
    const standing = await prisma.signingCertificate.findFirstOrThrow({ select: { id: true } });
    const gone = crypto.randomUUID();
    await prisma.savedFilter.createMany({
      data: [
        {
          name: "a",
          filters: {
            q: "x",
            filters: ["color:any:red", "status:any:active,melted", `certificate:any:${gone},${standing.id}`],
          },
        },
        { name: "b", filters: { q: 5 } },
        { name: "c", filters: ["nonsense"] },
      ].map((row) => ({ ...row, userId: carol.id, resource, nameKey: row.name })),
    });
    const [a, b, c] = await list(carol);
    expect(a).toMatchObject({
      q: "x",
      filters: [
        { column: "status", op: "any", value: ["active"] },
        { column: "certificate", op: "any", value: [standing.id] },
      ],
      dropped: [
        { text: "color:any:red", reason: "there is no such column" },
        { reason: "“Status” has no choice “melted”" },
        { text: `certificate:any:${gone}`, reason: "the signing certificate is gone" },
      ],
    });
    expect(b).toMatchObject({ q: "", filters: [], dropped: [] });
    expect(c).toMatchObject({ q: "", filters: [], dropped: [] });
  });

  it("end at a hundred, and are for users only", async () => {
    const dora = await createActor(prisma, "VIEWER");
    await prisma.savedFilter.createMany({
      data: Array.from({ length: SAVED_FILTERS_MAX }, (_, n) => ({
        userId: dora.id,
        resource,
        name: `${n}`,
        nameKey: `${n}`,
        filters: {},
      })),
    });
    await expect(saveFilter(dora, { resource, name: "more", q: "x", filters: [] })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(listSavedFilters(systemActor("test"), { resource })).rejects.toMatchObject({ code: "forbidden" });
    const nobody = { kind: "anonymous", ip: null, userAgent: null, requestId: "x" } as const;
    await expect(listSavedFilters(nobody, { resource })).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("table settings", () => {
  const settings = {
    columns: [
      { name: "name", visible: true, width: 320 },
      { name: "status", visible: false, width: null },
    ],
    density: "compact" as const,
  };

  it("are kept for one user and one table, and can be reset", async () => {
    expect(await getTableSettings(ada, { resource })).toBeNull();
    await saveTableSettings(ada, { resource, settings });
    await saveTableSettings(ada, { resource, settings: { ...settings, density: "comfortable" } });
    expect(await getTableSettings(ada, { resource })).toEqual({ ...settings, density: "comfortable" });
    expect(await getTableSettings(bob, { resource })).toBeNull();
    expect(await getTableSettings(ada, { resource: "connectors" })).toBeNull();
    await saveTableSettings(ada, { resource, settings: null });
    expect(await getTableSettings(ada, { resource })).toBeNull();
  });

  it("refuse what is no setting, and forget what an older version wrote", async () => {
    const twice = { ...settings, columns: [settings.columns[0], settings.columns[0]].flatMap((one) => one ?? []) };
    await expect(saveTableSettings(ada, { resource, settings: twice })).rejects.toMatchObject({ code: "invalid" });
    const wide = { ...settings, columns: [{ name: "name", visible: true, width: 100_000 }] };
    await expect(saveTableSettings(ada, { resource, settings: wide })).rejects.toMatchObject({ code: "invalid" });
    await prisma.tableSetting.create({ data: { userId: ada.id, resource, settings: { old: 1 } } });
    expect(await getTableSettings(ada, { resource })).toBeNull();
  });
});
