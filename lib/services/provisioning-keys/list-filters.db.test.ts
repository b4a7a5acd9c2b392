import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import { listKeys } from "@/lib/services/provisioning-keys/list";
import { KEY_SORTS } from "@/lib/services/provisioning-keys/list/schema";
import { KEY_STATUSES, type KeyStatus } from "@/lib/services/provisioning-keys/schema";
import { parseFilterTexts } from "@/lib/table/filters-parse";
import { createActor, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const day = (days: number) => ago(days).toISOString().slice(0, 10);

let admin: UserActor;
let certificateId: string;
let southId: string;
let fingerprint: string;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN");
  const north = await createGroup(prisma, { name: "North 50%" });
  const south = await createGroup(prisma, { name: "South", enabled: false });
  southId = south.id;
  const given = { group: north, createdAt: ago(100) };
  const first = await createKey(prisma, { ...given, name: "alpha_one", maximum: 10, used: 2, lastUsedAt: ago(2) });
  certificateId = first.signingCertificateId;
  fingerprint = first.fingerprint;
  await createKey(prisma, {
    ...given,
    name: "alpha%two",
    maximum: null,
    used: 500,
    lastUsedAt: ago(40),
    createdAt: ago(5),
  });
  await createKey(prisma, { ...given, name: "Beta", state: "expiring", managed: { by: "deception", reason: "r" } });
  await createKey(prisma, { ...given, name: "Gamma", state: "expired", maximum: 4, used: 4 });
  await createKey(prisma, { ...given, name: "Delta", state: "exhausted" });
  await createKey(prisma, { ...given, name: "Epsilon", state: "disabled" });
  await createKey(prisma, { ...given, name: "Zeta", group: south, maximum: 3, used: 9 });
  await createKey(prisma, { ...given, name: "gone", deletedAt: new Date() });
});

async function find(...texts: string[]): Promise<string[]> {
  const { filters, dropped } = parseFilterTexts(texts, KEY_FILTERS);
  expect(dropped).toEqual([]);
  return (await listKeys(admin, { filters, sort: "name" })).rows.map((row) => row.name);
}

const ALL = ["alpha%two", "alpha_one", "Beta", "Delta", "Epsilon", "Gamma", "Zeta"];

describe("filters of keys", () => {
  it.each<[string, string[]]>([
    ["name:contains:pha", ["alpha%two", "alpha_one"]],
    ["name:contains:a_o", ["alpha_one"]],
    ["name:contains:a%t", ["alpha%two"]],
    ["name:contains:mm", []],
    ["name:contains:GAM", ["Gamma"]],
    ["name:starts:al", ["alpha%two", "alpha_one"]],
    ["name:equals:ALPHA_ONE", ["alpha_one"]],
    ["name:equals:alphaxone", []],
    ["group:contains:out", ["Zeta"]],
    ["group:contains:50%", ALL.filter((name) => name !== "Zeta")],
    ["group:equals:south", ["Zeta"]],
    ["group:starts:s", ["Zeta"]],
    ["maximum:eq:3", ["Zeta"]],
    ["maximum:ne:10", ["alpha%two", "Gamma", "Zeta"]],
    ["maximum:between:3,4", ["Gamma", "Zeta"]],
    ["maximum:eq:9007199254740991", []],
    ["limit:any:unlimited", ["alpha%two"]],
    ["used:gt:9", ["alpha%two", "Delta"]],
    ["used:lte:2", ["alpha_one", "Beta", "Epsilon"]],
    ["utilization:gte:100", ["Delta", "Gamma", "Zeta"]],
    ["utilization:between:1,50", ["alpha_one"]],
    ["utilization:gt:100", ["Zeta"]],
    [`expires:before:${day(0)}`, ["Gamma"]],
    [`expires:after:${day(0)}`, ["Beta"]],
    ["expires:next:14", ["Beta"]],
    ["expires:last:3", ["Gamma"]],
    ["expires:never", ["alpha%two", "alpha_one", "Delta", "Epsilon", "Zeta"]],
    ["lastUsed:last:10", ["alpha_one"]],
    [`lastUsed:before:${day(10)}`, ["alpha%two"]],
    [`lastUsed:after:${day(10)}`, ["alpha_one"]],
    ["lastUsed:never", ["Beta", "Delta", "Epsilon", "Gamma", "Zeta"]],
    ["created:last:7", ["alpha%two"]],
    [`created:before:${day(50)}`, ALL.filter((name) => name !== "alpha%two")],
    ["createdBy:any:Factory,Nobody", ALL],
    ["createdBy:none:Factory", []],
    ["fingerprint:equals:zz", []],
    ["managed:any:yes", ["Beta"]],
    ["managed:any:no", ALL.filter((name) => name !== "Beta")],
  ])("%s", async (text, names) => {
    expect(await find(text)).toEqual(names);
  });

  it("finds by chosen groups", async () => {
    expect(await find(`group:any:${southId}`)).toEqual(["Zeta"]);
    expect(await find(`group:any:${southId},${crypto.randomUUID()}`)).toEqual(["Zeta"]);
    expect(await find(`group:none:${southId}`)).toEqual(ALL.filter((name) => name !== "Zeta"));
    expect(await find(`group:any:${southId}`, "group:contains:north")).toEqual([]);
  });

  it("finds by certificate and fingerprint", async () => {
    expect(await find(`certificate:any:${certificateId}`)).toEqual(ALL);
    expect(await find(`certificate:none:${certificateId}`)).toEqual([]);
    for (const text of [
      `equals:${fingerprint}`,
      `starts:${fingerprint.slice(0, 15)}`,
      `contains:${fingerprint.slice(2, 14).toUpperCase()}`,
    ]) {
      expect(await find(`fingerprint:${text}`)).toEqual(["alpha_one"]);
    }
    expect(await find(`fingerprint:equals:${fingerprint.slice(0, 15)}`)).toEqual([]);
  });

  it("gives every key the status that its row shows, for every choice of statuses", async () => {
    const { rows } = await listKeys(admin, { sort: "name" });
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set(KEY_STATUSES));
    for (let bits = 1; bits < 2 ** KEY_STATUSES.length; bits += 1) {
      const chosen = KEY_STATUSES.filter((_, at) => bits & (1 << at));
      const has = (status: KeyStatus) => chosen.includes(status);
      const named = (wanted: boolean) => rows.filter((row) => has(row.status) === wanted).map((row) => row.name);
      expect(await find(`status:any:${chosen.join(",")}`)).toEqual(named(true));
      expect(await find(`status:none:${chosen.join(",")}`)).toEqual(named(false));
    }
  });

  it("combines filters and search with AND", async () => {
    expect(await find("name:contains:alpha", "limit:any:unlimited")).toEqual(["alpha%two"]);
    expect(await find("name:contains:alpha", "maximum:eq:3")).toEqual([]);
    const both = await listKeys(admin, { q: "alpha", filters: [{ column: "used", op: "gt", value: 100 }] });
    expect(both).toMatchObject({ total: 1, about: false, estimate: 1, rows: [{ name: "alpha%two" }] });
  });

  it("refuses filters that are no filters of this list", async () => {
    const bad = [{ column: "digest", op: "equals", value: "x" }] as const;
    await expect(listKeys(admin, { filters: [...bad] })).rejects.toMatchObject({ code: "invalid" });
  });

  it("takes the longest names there may be: they fit into every index", async () => {
    // Random and of four bytes each, so that nothing can be compressed.
    const longName = () =>
      Array.from({ length: 240 }, () => String.fromCodePoint(0x20000 + Math.floor(Math.random() * 0xa000))).join("");
    const [name, other, creator] = [longName(), longName(), longName()];
    const key = await createKey(prisma, { name, group: await createGroup(prisma, { name: other }) });
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { createdByName: creator } });
    expect(await find(`name:contains:${name.slice(100, 200)}`, `group:contains:${other.slice(0, 100)}`)).toEqual([
      name,
    ]);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { deletedAt: new Date() } });
  });

  it("follows renames and restores of what it searches", async () => {
    const group = await createGroup(prisma, { name: "Before" });
    const key = await createKey(prisma, { name: "follower", group });
    await prisma.connectorGroup.update({
      where: { id: group.id },
      data: { name: "Afterwards", nameKey: "afterwards" },
    });
    expect((await listKeys(admin, { q: "afterw" })).rows.map((row) => row.name)).toEqual(["follower"]);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { name: "leader", nameKey: "leader" } });
    expect(await find("name:contains:leader")).toEqual(["leader"]);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { deletedAt: new Date() } });
    expect(await prisma.provisioningKeySearch.count({ where: { keyId: key.id } })).toBe(0);
    expect((await listKeys(admin, { q: "leader" })).total).toBe(0);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { deletedAt: null } });
    expect((await listKeys(admin, { q: "leader" })).total).toBe(1);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { deletedAt: new Date() } });
  });
});

describe("cursors", () => {
  const PER_PAGE = 10;

  beforeAll(async () => {
    const group = await createGroup(prisma, { name: "Many" });
    const at = ago(30);
    for (let n = 0; n < 34; n += 1) {
      await createKey(prisma, {
        name: `walk ${String((n * 7) % 34).padStart(2, "0")}`,
        group,
        createdAt: n % 3 === 0 ? at : ago(n),
        maximum: n % 4 === 0 ? null : 5 + (n % 3),
        used: n % 5,
        ...(n % 2 === 0 && { lastUsedAt: n % 6 === 0 ? at : ago(n) }),
        ...(n % 3 === 1 && { expiresAt: ago(-n - 20) }),
      });
    }
  });

  it.each(KEY_SORTS)("read the whole list by %s forwards and backwards, each row once", async (sort) => {
    const query = { q: "walk ", sort, perPage: PER_PAGE } as const;
    const whole = (await listKeys(admin, { ...query, perPage: 50 })).rows.map((row) => row.id);
    expect(new Set(whole).size).toBe(34);
    for (const filters of [[], [{ column: "name", op: "starts", value: "walk " } as const]]) {
      let page = await listKeys(admin, { ...query, filters });
      expect(page.cursor.previous).toBeNull();
      const forwards = page.rows.map((row) => row.id);
      while (page.cursor.next !== null) {
        page = await listKeys(admin, { ...query, filters, cursor: page.cursor.next });
        forwards.push(...page.rows.map((row) => row.id));
      }
      expect(forwards).toEqual(whole);
      page = await listKeys(admin, { ...query, filters, cursor: "last" });
      expect(page.rows.map((row) => row.id)).toEqual(whole.slice(30));
      const backwards = page.rows.map((row) => row.id);
      while (page.cursor.previous !== null) {
        page = await listKeys(admin, { ...query, filters, cursor: page.cursor.previous });
        backwards.unshift(...page.rows.map((row) => row.id));
      }
      expect(backwards).toEqual(whole);
    }
  });

  it("count as page 1 when they are none, or belong to another order", async () => {
    const query = { q: "walk ", perPage: PER_PAGE } as const;
    const first = await listKeys(admin, { ...query, sort: "name" });
    const foreign = (await listKeys(admin, { ...query, sort: "used" })).cursor.next;
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const id = crypto.randomUUID();
    for (const cursor of [
      foreign,
      "x",
      encode(null),
      encode(["after", "name", { contains: "" }, id]),
      encode(["after", "name", null, id]),
      encode(["after", "name", 5, id]),
      encode(["after", "name", "x", "' OR 1=1"]),
      encode(["after", "name", "a\u0000", id]),
    ]) {
      const page = await listKeys(admin, { ...query, sort: "name", cursor });
      expect(page.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id));
      expect(page.page).toBe(1);
    }
  });

  it("show what is nearest when the rows around them are gone", async () => {
    const query = { q: "walk ", sort: "name", perPage: PER_PAGE } as const;
    const beyond = Buffer.from(JSON.stringify(["after", "name", "walk 99", crypto.randomUUID()])).toString("base64url");
    expect((await listKeys(admin, { ...query, cursor: beyond })).rows.at(-1)?.name).toBe("walk 33");
    const ahead = Buffer.from(JSON.stringify(["before", "name", "a", crypto.randomUUID()])).toString("base64url");
    expect((await listKeys(admin, { ...query, cursor: ahead })).rows[0]?.name).toBe("walk 00");
  });
});
