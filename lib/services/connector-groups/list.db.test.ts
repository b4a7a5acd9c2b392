import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { exportGroups } from "@/lib/services/connector-groups/export";
import { GROUP_FILTERS } from "@/lib/services/connector-groups/group-filters";
import { countGroups, listGroups } from "@/lib/services/connector-groups/list";
import { GROUPS_LIST } from "@/lib/services/connector-groups/list/schema";
import { GROUPS_SOURCE } from "@/lib/services/connector-groups/list/source";
import { createActor, createConnector, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let viewer: UserActor;
/** In the search of each test: other rows of the database stay out. */
const MARK = `listed-${process.pid}`;

beforeAll(async () => {
  await seedTenant();
  viewer = await createActor(prisma, "VIEWER", "Vera");
  const oslo = await createGroup(prisma, {
    name: `${MARK} Oslo`,
    location: "Oslo, Norway",
    countryCode: "NO",
    versionProfile: "NEW_RELEASE",
    updateDay: 3,
    dnsResolution: "IPV6",
    allowList: ["10.0.0.0/8"],
  });
  const bergen = await createGroup(prisma, { name: `${MARK} bergen`, location: "100%_sure", enabled: false });
  await createGroup(prisma, { name: `${MARK} Århus`, description: "=1+1", latitude: 56.15, longitude: 10.2 });
  const key = await createKey(prisma, { group: oslo });
  await createConnector(prisma, key);
  for (let n = 0; n < 2; n += 1) await createKey(prisma, { group: bergen });
  const deleted = await createKey(prisma, { group: bergen });
  await prisma.provisioningKey.update({ where: { id: deleted.id }, data: { deletedAt: new Date() } });
  await prisma.connectorGroup.update({
    where: { id: bergen.id },
    data: { createdAt: new Date("2024-05-05T12:00:00Z") },
  });
});

const shortly = (rows: readonly { name: string }[]) => rows.map(({ name }) => name.slice(MARK.length + 1));
const find = async (filter: string | string[], q = MARK) => {
  const { input, dropped } = GROUPS_LIST.parse({ q, filter });
  expect(dropped).toEqual([]);
  const { rows, total } = await listGroups(viewer, input);
  expect(await countGroups(viewer, { q: input.q, filters: input.filters })).toMatchObject({ total });
  return shortly(rows);
};

describe("listGroups", () => {
  it.each([
    ["name:starts:LISTED", ["Oslo", "bergen", "Århus"]],
    ["name:contains:ÅRHUS", ["Århus"]],
    ["status:any:disabled", ["bergen"]],
    ["status:none:disabled", ["Oslo", "Århus"]],
    ["keys:eq:2", ["bergen"]],
    ["keys:between:1,2", ["Oslo", "bergen"]],
    ["connectors:gte:1", ["Oslo"]],
    ["location:contains:norway", ["Oslo"]],
    ["location:contains:0%_", ["bergen"]],
    ["country:any:NO,SE", ["Oslo"]],
    ["country:none:NO", ["bergen", "Århus"]],
    ["version:any:NEW_RELEASE", ["Oslo"]],
    ["updateDay:any:3", ["Oslo"]],
    ["dns:none:IPV4_AND_IPV6", ["Oslo"]],
    ["allowList:any:every", ["bergen", "Århus"]],
    ["created:before:2024-05-06", ["bergen"]],
    ["changed:last:1", ["Oslo", "bergen", "Århus"]],
    [["status:any:active", "keys:eq:0"], ["Århus"]],
  ])("finds by %s", async (filter, expected) => {
    expect((await find(filter)).sort()).toEqual([...expected].sort());
  });

  it("has a way to SQL for each column it offers, and no other", () => {
    expect(Object.keys(GROUPS_SOURCE.filters).sort()).toEqual(GROUP_FILTERS.map(({ name }) => name).sort());
  });

  it("searches name, location and description, and takes % and _ as they are", async () => {
    expect(await find([], "oslo, NOR")).toEqual(["Oslo"]);
    expect(shortly((await listGroups(viewer, { q: "=1+1" })).rows)).toContain("Århus");
    expect(await find([], `${MARK}%`)).toEqual([]);
  });

  it.each(GROUPS_LIST.sorts)("sorts by %s, every group once", async (sort) => {
    const { rows } = await listGroups(viewer, { q: MARK, sort });
    expect(shortly(rows).sort()).toEqual(["Oslo", "bergen", "Århus"]);
  });

  it("sorts by count, and by the next update as it is shown", async () => {
    const by = async (sort: (typeof GROUPS_LIST.sorts)[number]) => (await listGroups(viewer, { q: MARK, sort })).rows;
    expect(shortly(await by("-keys"))).toEqual(["bergen", "Oslo", "Århus"]);
    expect(shortly(await by("-connectors")).at(0)).toBe("Oslo");
    expect(shortly(await by("location")).at(-1)).toBe("Århus");
    const updates = (await by("nextUpdate")).map(({ nextUpdateAt }) => nextUpdateAt);
    expect(updates).toEqual([...updates].sort());
  });

  it("refuses what is no order and no filter, and who is not signed in", async () => {
    for (const input of [{ sort: "name_key" }, { filters: [{ column: "id", op: "any", value: ["x"] }] }, { x: 1 }]) {
      await expect(listGroups(viewer, input as never)).rejects.toMatchObject({ code: "invalid" });
    }
    const visitor = { kind: "anonymous", ip: null, userAgent: null, requestId: "test" } as const;
    await expect(listGroups(visitor, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(exportGroups(visitor, { format: "csv" })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("exports the view in its order, with no cell a spreadsheet would run", async () => {
    const read = async (format: "csv" | "jsonl") => {
      let text = "";
      for await (const piece of await exportGroups(viewer, { q: MARK, sort: "-keys", format })) text += piece;
      return text;
    };
    const csv = (await read("csv")).trimEnd().split("\r\n");
    expect(csv).toHaveLength(4);
    expect(csv[1]).toContain(`${MARK} bergen`);
    expect(csv[3]).toContain("'=1+1");
    const lines = (await read("jsonl"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ keys }) => keys)).toEqual([2, 1, 0]);
    expect(lines[1]).toMatchObject({ country: "NO", connectors: 1, allowList: "10.0.0.0/8", enabled: true });
  });
});
