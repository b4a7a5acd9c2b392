import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { createGroup } from "@/lib/services/connector-groups/create";
import { getGroup } from "@/lib/services/connector-groups/get";
import { listGroups } from "@/lib/services/connector-groups/list";
import { readGroupUse, removeGroup } from "@/lib/services/connector-groups/remove";
import { NEW_GROUP, type UpdateGroupForm } from "@/lib/services/connector-groups/schema";
import { switchGroup } from "@/lib/services/connector-groups/switch";
import { updateGroup } from "@/lib/services/connector-groups/update";
import { createActor, createConnector, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let ada: UserActor;
let bob: UserActor;
let viewer: UserActor;
let serial = 0;

beforeAll(async () => {
  await seedTenant();
  ada = await createActor(prisma, "ADMIN", "Ada");
  bob = await createActor(prisma, "OWNER", "Bob");
  viewer = await createActor(prisma, "VIEWER", "Vera");
});

const newName = (label: string) => `${label} ${process.pid}-${serial++}`;
const make = async (label: string) => await createGroup(ada, { ...NEW_GROUP, name: newName(label) });
const form = (group: { id: string; name: string }, change: Partial<UpdateGroupForm> = {}): UpdateGroupForm => ({
  ...NEW_GROUP,
  id: group.id,
  version: 1,
  name: group.name,
  ...change,
});
const audit = (targetId: string) =>
  prisma.auditEvent.findMany({
    where: { targetId },
    orderBy: { seq: "asc" },
    select: { action: true, before: true, after: true, actorName: true },
  });
/** The group's row as a key copies it. */
const copyOf = (id: string) =>
  prisma.connectorGroup.findUniqueOrThrow({
    where: { id },
    select: { id: true, name: true, nameKey: true, enabled: true },
  });

describe("listGroups", () => {
  it("counts keys and connectors that are not deleted, and finds by name and place", async () => {
    const group = await make("Counted");
    const copy = await copyOf(group.id);
    const key = await createKey(prisma, { group: copy });
    await createKey(prisma, { group: copy });
    await createConnector(prisma, key);
    const gone = await createKey(prisma, { group: copy });
    await prisma.provisioningKey.update({ where: { id: gone.id }, data: { deletedAt: new Date() } });
    const { rows, total } = await listGroups(viewer, { q: group.name.toUpperCase() });
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ id: group.id, keys: 2, connectors: 1, version: 1 }]);
    const place = newName("Reykjavík");
    await updateGroup(ada, form(group, { location: place }));
    expect((await listGroups(viewer, { q: place.toLowerCase() })).rows).toMatchObject([{ id: group.id }]);
    expect((await listGroups(viewer, { q: "100%_" })).total).toBe(0);
  });

  it("answers the last page for one beyond it, in the order asked for", async () => {
    const label = newName("Paged");
    for (const letter of ["b", "a", "c"]) await createGroup(ada, { ...NEW_GROUP, name: `${label} ${letter}` });
    const page = await listGroups(viewer, { q: label, sort: "-name", page: 900, perPage: 10 });
    expect(page).toMatchObject({ total: 3, page: 1, pageCount: 1 });
    expect(page.rows.map(({ name }) => name.at(-1))).toEqual(["c", "b", "a"]);
  });
});

describe("updateGroup", () => {
  it("changes any field, copies name and status to the keys, and notes what was", async () => {
    const group = await make("Edited");
    const key = await createKey(prisma, { group: await copyOf(group.id) });
    const name = newName("Renamed");
    const change = { name, enabled: false, latitude: 51.95, longitude: 4.14, countryCode: "NL", allowList: ["::1"] };
    const { changed, group: row } = await updateGroup(bob, form(group, change));
    expect(changed).toBe(true);
    expect(row).toMatchObject({ ...change, allowList: ["::1/128"], version: 2, updatedByName: "Bob", keys: 1 });
    expect(await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } })).toMatchObject({
      groupName: name,
      groupEnabled: false,
    });
    const { enabled: _, ...edited } = change;
    expect((await audit(group.id)).slice(1)).toEqual([
      {
        action: "group.edited",
        actorName: "Bob",
        before: { name: group.name, latitude: null, longitude: null, countryCode: null, allowList: [] },
        after: { ...edited, allowList: ["::1/128"] },
      },
      { action: "group.disabled", actorName: "Bob", before: { enabled: true }, after: { enabled: false } },
    ]);
  });

  it("writes nothing when nothing changes", async () => {
    const group = await make("Same");
    expect((await updateGroup(ada, form(group))).changed).toBe(false);
    expect((await getGroup(ada, { id: group.id })).version).toBe(1);
    expect(await audit(group.id)).toHaveLength(1);
  });

  it("keeps key and group as they were when the name is taken, whoever asks first", async () => {
    const [first, second] = [await make("Copied one"), await make("Copied two")];
    const keys = [await createKey(prisma, { group: await copyOf(first.id) })];
    keys.push(await createKey(prisma, { group: await copyOf(second.id) }));
    const name = newName("Wanted");
    const saved = await Promise.allSettled([first, second].map((group) => updateGroup(ada, form(group, { name }))));
    expect(saved.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = saved.find((result) => result.status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "name_taken", fields: { name: expect.any(String) } } });
    for (const [index, group] of [first, second].entries()) {
      const { groupName } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: keys[index]?.id ?? "" } });
      expect(groupName).toBe(saved[index]?.status === "fulfilled" ? name : group.name);
    }
  });

  it("tells the second of two editors who changed what, and saves nothing of theirs", async () => {
    const group = await make("Contended");
    await updateGroup(bob, form(group, { description: "by Bob" }));
    await expect(updateGroup(ada, form(group, { description: "by Ada" }))).rejects.toMatchObject({
      code: "conflict",
      details: { changedBy: "Bob", current: { version: 2, description: "by Bob", name: group.name } },
    });
    expect((await getGroup(ada, { id: group.id })).description).toBe("by Bob");
  });

  it("lets one of two editors who save at once through", async () => {
    const group = await make("Raced");
    const saved = await Promise.allSettled(
      ["one", "two", "three"].map((text) => updateGroup(ada, form(group, { name: `${group.name} ${text}` }))),
    );
    expect(saved.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await getGroup(ada, { id: group.id })).version).toBe(2);
  });

  it("refuses a taken name, half a point, a country that is none, and whoever may not", async () => {
    const [taken, group] = [await make("Taken"), await make("Refused")];
    await expect(updateGroup(ada, form(group, { name: taken.name.toUpperCase() }))).rejects.toMatchObject({
      code: "name_taken",
      fields: { name: "Another App Connector Group has this name." },
    });
    await expect(updateGroup(ada, form(group, { latitude: 1, countryCode: "QQ" }))).rejects.toMatchObject({
      code: "invalid",
      fields: { countryCode: expect.stringContaining("ISO 3166-1") },
    });
    await expect(updateGroup(ada, form(group, { latitude: 1 }))).rejects.toMatchObject({
      fields: { longitude: "Enter latitude and longitude together, or neither." },
    });
    await expect(updateGroup(viewer, form(group))).rejects.toMatchObject({ code: "forbidden" });
    await expect(createGroup(viewer, { name: newName("Viewer") })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("switchGroup", () => {
  it("is about the state: asked twice it changes once, and the keys follow", async () => {
    const group = await make("Switched");
    const key = await createKey(prisma, { group: await copyOf(group.id) });
    expect(await switchGroup(ada, { id: group.id, enabled: false })).toEqual({ changed: true, name: group.name });
    expect(await switchGroup(ada, { id: group.id, enabled: false })).toEqual({ changed: false, name: group.name });
    expect((await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } })).groupEnabled).toBe(false);
    expect((await audit(group.id)).map(({ action }) => action)).toEqual(["group.created", "group.disabled"]);
    await expect(switchGroup(viewer, { id: group.id, enabled: true })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("removeGroup", () => {
  it("refuses while keys or connectors use it, naming them and their number", async () => {
    const group = await make("Used");
    const copy = await copyOf(group.id);
    const keys = [];
    for (let index = 0; index < 7; index += 1) keys.push(await createKey(prisma, { group: copy }));
    const [first] = keys;
    if (first) await createConnector(prisma, first);
    const refusal = await removeGroup(ada, { id: group.id, version: 1 }).catch((error) => error);
    expect(refusal).toMatchObject({ code: "in_use", details: { keys: { total: 7 }, connectors: { total: 1 } } });
    expect(refusal.message).toBe(`${group.name} is used by 7 provisioning keys and 1 App Connector.`);
    expect(refusal.details.keys.names).toHaveLength(5);
    expect(await readGroupUse(viewer, { id: group.id })).toEqual(refusal.details);
    expect((await getGroup(ada, { id: group.id })).keys).toBe(7);
  });

  it("refuses also where only deleted keys and connectors are left, told apart from those in use", async () => {
    const group = await make("Recorded");
    const key = await createKey(prisma, { group: await copyOf(group.id) });
    const connector = await createConnector(prisma, key);
    const deletedAt = new Date("2020-01-01");
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { deletedAt } });
    await prisma.connector.update({ where: { id: connector.id }, data: { deletedAt } });
    await expect(removeGroup(ada, { id: group.id, version: 1 })).rejects.toMatchObject({
      code: "in_use",
      message: `${group.name} is used by 1 deleted provisioning key and 1 deleted App Connector.`,
      details: { keys: { total: 0 }, connectors: { total: 0 }, deletedKeys: { names: [key.name], total: 1 } },
    });
  });

  it("deletes what nothing uses, frees its name and keeps what it was in the log", async () => {
    const group = await make("Unused");
    await expect(removeGroup(viewer, { id: group.id, version: 1 })).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeGroup(ada, { id: group.id, version: 9 })).rejects.toMatchObject({ code: "conflict" });
    expect(await removeGroup(ada, { id: group.id, version: 1 })).toEqual({ id: group.id, name: group.name });
    await expect(getGroup(ada, { id: group.id })).rejects.toMatchObject({ code: "not_found" });
    expect((await audit(group.id)).at(-1)).toMatchObject({ action: "group.deleted", before: { name: group.name } });
    await createGroup(ada, { name: group.name });
  });
});

it("renames a group of 10,000 keys within the time of one request", async () => {
  const group = await make("Large");
  const copy = await copyOf(group.id);
  const key = await createKey(prisma, { group: copy });
  for (let from = 1; from <= 10_000; from += 1_000) {
    await prisma.$executeRaw`
    INSERT INTO provisioning_keys (name, name_key, maximum, group_id, group_name, group_name_key, group_enabled,
      signing_certificate_id, fingerprints, created_by_name)
    SELECT 'large-' || n, ${copy.id} || '-large-' || n, 10, group_id, group_name, group_name_key, group_enabled,
      signing_certificate_id, md5(n::text), 'Ada'
    FROM provisioning_keys, generate_series(${from}::int, ${from + 999}::int) n WHERE id = ${key.id}::uuid`;
  }
  const before = performance.now();
  const { group: row } = await updateGroup(ada, form(group, { name: newName("Larger") }));
  expect(row.keys).toBe(10_001);
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(await prisma.provisioningKey.count({ where: { groupName: row.name } })).toBe(10_001);
  process.stdout.write(`rename of 10,001 keys: ${Math.round(performance.now() - before)} ms\n`);
});
