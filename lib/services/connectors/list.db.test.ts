import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { CONNECTOR_FILTERS } from "@/lib/services/connectors/connector-filters";
import { exportConnectors } from "@/lib/services/connectors/export";
import { countConnectors, listConnectors } from "@/lib/services/connectors/list";
import { CONNECTORS_LIST } from "@/lib/services/connectors/list/schema";
import { CONNECTORS_SOURCE } from "@/lib/services/connectors/list/source";
import { nameConnectorChoices } from "@/lib/services/connectors/name-choices";
import { CONNECTOR_STATUSES } from "@/lib/services/connectors/schema";
import { createActor, createConnector, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
/** In the search of each test: other rows of the database stay out. */
const MARK = `fleet-${process.pid}`;

let viewer: UserActor;
let key: Awaited<ReturnType<typeof createKey>>;
let off: Awaited<ReturnType<typeof createKey>>;

beforeAll(async () => {
  await seedTenant();
  viewer = await createActor(prisma, "VIEWER", "Vera");
  key = await createKey(prisma, { group: await createGroup(prisma, { name: `${MARK} Oslo`, location: "Oslo" }) });
  off = await createKey(prisma, { group: await createGroup(prisma, { name: `${MARK} Bergen`, enabled: false }) });
  const add = (name: string, given: Parameters<typeof createConnector>[2], from = key) =>
    createConnector(prisma, from, { ...given, name: `${MARK} ${name}` });
  await add("connected", {
    lastSeenAt: new Date(),
    softwareVersion: "1.4.0",
    platform: "Linux x64",
    hostname: "ospd-1.example",
    publicIp: "203.0.113.9",
    addresses: ["10.1.2.3", "fd00::1"],
    uptimeSeconds: 3_600,
    notAfter: new Date(Date.now() + 20 * DAY),
  });
  await add("silent", { lastSeenAt: ago(31), softwareVersion: "1.3.9", platform: "100%_own" });
  await add("expired", { lastSeenAt: ago(95), notAfter: ago(90) });
  await add("waiting", { enrolledAt: ago(400) });
  await add("disabled", { enabled: false, lastSeenAt: ago(40) });
  await add("in disabled group", { lastSeenAt: new Date() }, off);
  await add("revoked", { revokedAt: new Date(), lastSeenAt: ago(100) });
  await add("pending", { state: "PENDING", description: "=1+1" });
  await add("declined", { state: "REFUSED" });
  const gone = await add("gone", {});
  await prisma.connector.update({ where: { id: gone.id }, data: { deletedAt: new Date() } });
});

const shortly = (rows: readonly { name: string }[]) => rows.map(({ name }) => name.slice(MARK.length + 1));
const find = async (filter: string | string[], q = MARK) => {
  const { input, dropped } = CONNECTORS_LIST.parse({ q, filter });
  expect(dropped).toEqual([]);
  const { rows, total } = await listConnectors(viewer, input);
  expect(total).toBe(rows.length);
  expect(await countConnectors(viewer, { q: input.q, filters: input.filters })).toMatchObject({ total });
  return shortly(rows).sort();
};

describe("listConnectors", () => {
  it.each([
    ["name:starts:FLEET", 9],
    ["name:contains:IN DISABLED", ["in disabled group"]],
    ["status:any:connected", ["connected"]],
    ["status:any:disconnected", ["silent"]],
    ["status:any:certificate_expired", ["expired"]],
    ["status:any:waiting", ["waiting"]],
    ["status:any:disabled", ["disabled", "in disabled group"]],
    ["status:any:revoked,pending", ["pending", "revoked"]],
    ["status:none:connected,disabled,disconnected,certificate_expired,waiting,revoked,pending", ["declined"]],
    ["enabled:any:no", ["disabled"]],
    ["version:starts:1.4", ["connected"]],
    ["lastSeen:last:1", ["connected", "in disabled group"]],
    ["lastSeen:never:", ["declined", "pending", "waiting"]],
    ["disconnected:gte:30", ["expired", "silent"]],
    ["disconnected:gte:32", ["expired"]],
    ["disconnected:lt:90", ["silent"]],
    ["certificate:next:30", ["connected"]],
    ["certificate:never:", ["declined", "pending"]],
    ["platform:contains:0%_o", ["silent"]],
    ["address:contains:10.1.2", ["connected"]],
    ["enrolled:before:2026-01-01", ["waiting"]],
    [["status:any:disconnected", "version:equals:1.3.9"], ["silent"]],
  ])("finds by %s", async (filter, expected) => {
    const found = await find(filter);
    if (typeof expected === "number") expect(found).toHaveLength(expected);
    else expect(found).toEqual([...expected].sort());
  });

  it("finds by group and key, and calls them by name", async () => {
    expect(await find(`group:any:${off.group.id}`)).toEqual(["in disabled group"]);
    expect(await find(`key:none:${key.id}`)).toEqual(["in disabled group"]);
    const gone = "00000000-0000-4000-8000-000000000000";
    const { input } = CONNECTORS_LIST.parse({ filter: [`group:any:${off.group.id},${gone}`, `key:any:${key.id}`] });
    expect(await nameConnectorChoices(viewer, { filters: input.filters })).toEqual([
      { value: off.group.id, label: off.group.name },
      { value: gone, label: "a group that is gone" },
      { value: key.id, label: key.name },
    ]);
  });

  it("has a way to SQL for each column it offers, and no other", () => {
    expect(Object.keys(CONNECTORS_SOURCE.filters).sort()).toEqual(CONNECTOR_FILTERS.map(({ name }) => name).sort());
  });

  it("says of each the status by which it is found", async () => {
    for (const status of CONNECTOR_STATUSES) {
      const { input } = CONNECTORS_LIST.parse({ q: MARK, filter: `status:any:${status}` });
      const { rows } = await listConnectors(viewer, input);
      expect(rows.length, status).toBeGreaterThan(0);
      for (const row of rows) expect(row.status, row.name).toBe(status);
    }
  });

  it("says what a connector is and reports, and nothing else", async () => {
    const { rows } = await listConnectors(viewer, { q: `${MARK} connected` });
    expect(rows).toEqual([
      {
        id: expect.any(String),
        version: 1,
        name: `${MARK} connected`,
        description: "",
        enabled: true,
        status: "connected",
        disabledBy: null,
        groupId: key.group.id,
        groupName: `${MARK} Oslo`,
        location: "Oslo",
        keyId: key.id,
        keyName: key.name,
        isKeyDeleted: false,
        softwareVersion: "1.4.0",
        lastSeenAt: expect.any(String),
        certificateNotAfter: expect.any(String),
        certificateSerial: expect.stringMatching(/^[0-9a-f]{32}$/),
        certificateIssuer: "Connector",
        fingerprint: null,
        hostname: "ospd-1.example",
        platform: "Linux x64",
        publicIp: "203.0.113.9",
        addresses: ["10.1.2.3", "fd00::1"],
        uptimeSeconds: 3_600,
        enrolledAt: expect.any(String),
        revokedAt: null,
        runsTwice: false,
      },
    ]);
  });

  it("searches host names and addresses too, and takes % and _ as they are", async () => {
    expect(await find([], "OSPD-1.ex")).toEqual(["connected"]);
    expect(await find([], "203.0.113.9")).toEqual(["connected"]);
    expect(await find([], `${MARK}%`)).toEqual([]);
  });

  it.each(CONNECTORS_LIST.sorts)("has an order by %s, over pages without a gap", async (sort) => {
    const { rows } = await listConnectors(viewer, { q: MARK, sort });
    expect(rows).toHaveLength(9);
    const reversed = sort.startsWith("-") ? sort.slice(1) : `-${sort}`;
    const back = await listConnectors(viewer, { q: MARK, sort: reversed as typeof sort });
    expect(back.rows.map(({ id }) => id).reverse()).toEqual(rows.map(({ id }) => id));
  });

  it("refuses what is no order and no filter, and who is not signed in", async () => {
    for (const input of [{ sort: "name_key" }, { filters: [{ column: "id", op: "any", value: ["x"] }] }, { x: 1 }]) {
      await expect(listConnectors(viewer, input as never)).rejects.toMatchObject({ code: "invalid" });
    }
    const visitor = { kind: "anonymous", ip: null, userAgent: null, requestId: "test" } as const;
    await expect(listConnectors(visitor, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(exportConnectors(visitor, { format: "csv" })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("exports the view in its order, with no cell a spreadsheet would run", async () => {
    const read = async (format: "csv" | "jsonl") => {
      let text = "";
      for await (const piece of await exportConnectors(viewer, { q: MARK, sort: "name", format })) text += piece;
      return text.trimEnd();
    };
    const csv = (await read("csv")).split("\r\n");
    expect(csv).toHaveLength(10);
    expect(csv[1]).toContain(`${MARK} connected`);
    expect(csv.join()).toContain("'=1+1");
    const lines = (await read("jsonl")).split("\n").map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ status: "connected", group: `${MARK} Oslo`, addresses: "10.1.2.3 fd00::1" });
  });
});
