import { beforeAll, describe, expect, it } from "vitest";
import { ROLES } from "@/lib/auth/permissions";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { searchEverything } from "@/lib/services/search/search-everything";
import { createActor, createConnector, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let viewer: UserActor;

beforeAll(async () => {
  await seedTenant();
  viewer = await createActor(prisma, "VIEWER");
});

const find = async (q: string) => (await searchEverything(viewer, { q })).keys;
const names = async (q: string) => (await find(q)).rows.map(({ name }) => name);

describe("searchEverything", () => {
  it.each(ROLES)("answers a person of role %s", async (role) => {
    const key = await createKey(prisma, { name: `role ${role}` });
    const actor = await createActor(prisma, role);
    const { keys } = await searchEverything(actor, { q: `role ${role}` });
    expect(keys).toEqual({
      rows: [{ id: key.id, name: `role ${role}`, groupName: expect.any(String), status: "active" }],
      more: false,
    });
  });

  it("refuses visitors before it looks at the text", async () => {
    const visitor = { kind: "anonymous", ip: null, userAgent: null, requestId: "r" } as const;
    await expect(searchEverything(visitor, { q: "role" })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("finds keys by name, group and fingerprint, whatever the case", async () => {
    const group = await createGroup(prisma, { name: "Harbour Group" });
    const key = await createKey(prisma, { name: "Pier-seven", group, state: "exhausted" });
    for (const q of ["PIER", "er-sev", "harbour", key.fingerprint, ` ${key.fingerprint.toUpperCase()} `]) {
      expect(await find(q)).toEqual({
        rows: [{ id: key.id, name: "Pier-seven", groupName: "Harbour Group", status: "exhausted" }],
        more: false,
      });
    }
  });

  it("puts names that begin with the text first, then those used last", async () => {
    await createKey(prisma, { name: "mid quay old", lastUsedAt: new Date("2026-01-01") });
    await createKey(prisma, { name: "mid quay new", lastUsedAt: new Date("2026-06-01") });
    await createKey(prisma, { name: "quay-b" });
    await createKey(prisma, { name: "quay-a" });
    expect(await names("quay")).toEqual(["quay-a", "quay-b", "mid quay new", "mid quay old"]);
    expect(await names("qu")).toEqual(["quay-a", "quay-b"]);
  });

  it("answers at most eight and says that there are more", async () => {
    for (let n = 1; n <= 8; n += 1) await createKey(prisma, { name: `fleet-${n}` });
    expect(await find("fleet")).toMatchObject({ rows: { length: 8 }, more: false });
    for (let n = 9; n <= 12; n += 1) await createKey(prisma, { name: `fleet-${n}` });
    expect(await find("fleet")).toMatchObject({ rows: { length: 8 }, more: true });
    expect(await find("leet")).toMatchObject({ rows: { length: 8 }, more: true });
  });

  it("takes % and _ for themselves, and leaves deleted keys out", async () => {
    await createKey(prisma, { name: "wild_card" });
    await createKey(prisma, { name: "wildXcard" });
    await createKey(prisma, { name: "wild_gone", deletedAt: new Date() });
    expect(await names("wild_")).toEqual(["wild_card"]);
    expect(await names("ld_c")).toEqual(["wild_card"]);
    for (const q of ["%", "wild%", "_ild", "%%%", "'; --", "\\"]) expect(await names(q)).toEqual([]);
  });

  it("finds nothing for no text, and cuts or refuses one without end", async () => {
    for (const q of ["", "   ", "\u0000\u200b"]) expect(await find(q)).toEqual({ rows: [], more: false });
    expect(await names("x".repeat(5_000))).toEqual([]);
    await expect(searchEverything(viewer, { q: "x".repeat(10_001) })).rejects.toMatchObject({ code: "invalid" });
  });

  it("hands out nothing of a key but its four fields", async () => {
    const key = await createKey(prisma, { name: "four fields" });
    const hits = await find("four fields");
    expect(Object.keys(hits.rows[0] ?? {}).sort()).toEqual(["groupName", "id", "name", "status"]);
    const data = key.keyString.split("|")[2] ?? "";
    const answer = JSON.stringify(hits);
    for (let at = 0; at < 108; at += 1) expect(answer).not.toContain(data.slice(at, at + 8));
    // A key string pasted into the search is no key's name.
    expect(await names(key.keyString)).toEqual([]);
  });

  it("finds connectors by name, at its start while the text is short, and leaves deleted ones out", async () => {
    const key = await createKey(prisma, { name: "Ferry_one" });
    const [first, second] = [await createConnector(prisma, key), await createConnector(prisma, key)];
    await prisma.connector.update({ where: { id: second.id }, data: { deletedAt: new Date() } });
    const find = async (q: string) => (await searchEverything(viewer, { q })).connectors;
    const hit = { id: first.id, name: "Ferry_one-1", groupName: key.group.name };
    for (const q of ["ferry_o", "rry_one-1", "FE"]) expect(await find(q)).toEqual([hit]);
    for (const q of ["rr", "ferryXo", "%%%", " "]) expect(await find(q)).toEqual([]);
  });

  it("finds groups and certificates by name, those that begin with the text first, % and _ as themselves", async () => {
    for (const name of ["Lock north_1", "North lock", "Northern lock", "lock northX1"])
      await createGroup(prisma, { name });
    const search = async (q: string) => {
      const { groups, certificates } = await searchEverything(viewer, { q });
      return { groups: groups.map(({ name }) => name), certificates: certificates.map(({ name }) => name) };
    };
    expect((await search("NORTH")).groups).toEqual(["North lock", "Northern lock", "Lock north_1", "lock northX1"]);
    expect((await search("north_")).groups).toEqual(["Lock north_1"]);
    expect((await search("connector")).certificates).toContain("Connector");
    expect(await search("  ")).toEqual({ groups: [], certificates: [] });
    expect(await search("%")).toEqual({ groups: [], certificates: [] });
    for (let n = 1; n <= 6; n += 1) await createGroup(prisma, { name: `Weir ${n}` });
    expect((await search("weir")).groups).toEqual(["Weir 1", "Weir 2", "Weir 3", "Weir 4"]);
    expect(Object.keys((await searchEverything(viewer, { q: "weir" })).groups[0] ?? {}).sort()).toEqual([
      "enabled",
      "id",
      "name",
    ]);
  });
});
