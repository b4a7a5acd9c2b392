import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Secret } from "@/lib/crypto/secret";
import { prisma } from "@/lib/db";
import { systemActor } from "@/lib/services/actor";
import { getKeys } from "@/lib/services/provisioning-keys/get";
import { createDemoData } from "@/prisma/demo/create-demo-data";
import { listCreatedKeys } from "@/prisma/demo/list-created-keys";
import { openDemoKeys } from "@/prisma/demo/open-demo-keys";
import { SAMPLE_GROUPS } from "@/prisma/demo/sample-groups";
import { SAMPLE_KEYS } from "@/prisma/demo/sample-keys";
import { settleDemoConnectors } from "@/prisma/demo/settle-demo-connectors";
import { settleDemoKeys } from "@/prisma/demo/settle-demo-keys";
import { type FleetReport, startFleet } from "@/prisma/demo/start-fleet";
import { createGroup } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { waitUntil } from "@/server/wait-until";

const FLEET = { script: "cli/simulate-fleet.ts", execArgv: ["--import", "tsx"] };
/** Its allow list leaves out this machine. */
const REFUSED_KEY = "yyz-colo-vendor-access";
const PENDING_SITE = "waw";

/** A first wave that is small enough for a test and still exhausts the keys that it is meant to exhaust. */
const waves = SAMPLE_KEYS.map(({ wave, maximum }) => (wave === maximum ? wave : Math.min(wave, 2)));
const expectedUses = SAMPLE_KEYS.map(({ name }, index) => ({
  name,
  used: name === REFUSED_KEY ? 0 : (waves[index] ?? 0),
}));
const total = expectedUses.reduce((sum, { used }) => sum + used, 0);

const directory = mkdtempSync(join(tmpdir(), "latchkey-fleet-"));
let gateway: GatewayProcess;
let strings = new Map<string, Secret>();

beforeAll(async () => {
  await seedTenant();
  gateway = await startGatewayProcess();
  await prisma.tenant.updateMany({ data: { enrollmentHost: `localhost:${gateway.port}` } });
});

afterAll(async () => {
  await gateway.stop();
  rmSync(directory, { recursive: true, force: true });
});

const countSeenSince = (lastSeenAt: Date) => prisma.connector.count({ where: { lastSeenAt: { gt: lastSeenAt } } });

async function end(fleet: ChildProcess): Promise<void> {
  const ended = once(fleet, "exit");
  fleet.disconnect();
  expect(await ended).toEqual([0, null]);
}

async function readKeys() {
  const made = await listCreatedKeys("demo");
  return await getKeys(systemActor("test"), { ids: made.map(({ id }) => id) });
}

test("an installation that holds other data is left alone", async () => {
  const { id } = await createGroup(prisma);
  expect(await createDemoData()).toBeUndefined();
  expect(await prisma.provisioningKey.count()).toBe(0);
  await prisma.connectorGroup.delete({ where: { id } });
});

test("an empty installation gets every key and group once, each with its audit row", async () => {
  strings = (await createDemoData()) ?? strings;
  expect(strings.size).toBe(SAMPLE_KEYS.length);
  expect((await createDemoData())?.size).toBe(0);
  expect(await prisma.provisioningKey.count()).toBe(SAMPLE_KEYS.length);
  expect(await prisma.connectorGroup.count()).toBe(Object.keys(SAMPLE_GROUPS).length);
  const audited = (action: string) => prisma.auditEvent.count({ where: { action, actorName: "demo" } });
  expect(await audited("key.created")).toBe(SAMPLE_KEYS.length);
  expect(await audited("group.created")).toBe(Object.keys(SAMPLE_GROUPS).length);
});

test("the fleet enrolls its first wave through the gateway, counts what it enrolled, and keeps to its bound", async () => {
  const reports: FleetReport[] = [];
  const opened = await openDemoKeys(strings);
  expect(opened.map(({ wave }) => wave)).toEqual(SAMPLE_KEYS.map(({ wave }) => wave));
  const keys = opened.map((key, index) => ({ ...key, wave: waves[index] ?? 0 }));
  const fleet = await startFleet(FLEET, { keys, total, life: null, directory }, (report) => reports.push(report));
  expect(fleet.spawnargs.join(" ")).not.toContain(`|localhost:${gateway.port}|`);
  const phases = () => reports.filter(({ type }) => type !== "tally");
  await waitUntil(() => phases().length === 2, { deadlineMs: 40_000 });
  expect(phases()).toEqual([
    { type: "wave", enrolled: total, unreachable: false, resumed: 0 },
    { type: "done", reason: "total" },
  ]);

  const counted = await prisma.provisioningKey.findMany({
    select: { name: true, used: true, _count: { select: { enrollments: true, connectors: true } } },
  });
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  expect(counted.map(({ name, used }) => ({ name, used })).sort(byName)).toEqual([...expectedUses].sort(byName));
  for (const { used, _count } of counted) expect(_count).toEqual({ enrollments: used, connectors: used });
  expect(await prisma.auditEvent.count({ where: { action: "enrollment.accepted" } })).toBe(total);
  const pending = await prisma.connector.count({ where: { state: "PENDING" } });
  expect(pending).toBe(keys.reduce((sum, { site, wave }) => sum + (site === PENDING_SITE ? wave : 0), 0));
  expect(await prisma.connectorCertificate.count()).toBe(total - pending);

  await waitUntil(async () => (await countSeenSince(new Date(0))) === total - pending, { deadlineMs: 20_000 });
  await end(fleet);
});

test("the connectors of a fleet that ended come back with the next one, by the sealed keys they kept", async () => {
  const files = readdirSync(directory).filter((name) => name.endsWith(".json"));
  expect(files).toHaveLength(total);
  for (const name of files) {
    const text = readFileSync(join(directory, name), "utf8");
    expect(text).toContain("sealedKey");
    expect(text).not.toContain("PRIVATE KEY");
    expect(text).not.toContain(`|localhost:${gateway.port}|`);
  }
  const before = await prisma.connector.aggregate({ _max: { lastSeenAt: true } });
  const enrollments = await prisma.enrollment.count();
  const reports: FleetReport[] = [];
  const keys = (await openDemoKeys(strings)).map((key) => ({ ...key, wave: 0 }));
  const fleet = await startFleet(FLEET, { keys, total: 0, life: null, directory }, (report) => reports.push(report));
  const certified = await prisma.connectorCertificate.count();
  const isBack = async () => (await countSeenSince(before._max.lastSeenAt ?? new Date())) === certified;
  await waitUntil(isBack, { deadlineMs: 40_000 });
  expect(reports[0]).toEqual({ type: "wave", enrolled: 0, unreachable: false, resumed: total });
  expect([await prisma.enrollment.count(), await prisma.connector.count()]).toEqual([enrollments, total]);
  await end(fleet);
});

test("an administrator decides about some connectors, once", async () => {
  const read = () =>
    prisma.connector.findMany({
      where: { name: { startsWith: "waw-services-" } },
      select: { name: true, state: true, version: true },
      orderBy: { name: "asc" },
    });
  expect(new Set((await read()).map(({ state }) => state))).toEqual(new Set(["PENDING"]));
  await settleDemoConnectors();
  const decided = await read();
  const isNamed = (wanted: string) => decided.find(({ name }) => name === wanted)?.state;
  expect([isNamed("waw-services-1"), isNamed("waw-services-erp-1")]).toEqual(["ACTIVE", "PENDING"]);
  await prisma.connector.updateMany({ where: { name: "waw-services-2" }, data: { state: "PENDING" } });
  await settleDemoConnectors();
  expect((await read()).find(({ name }) => name === "waw-services-2")?.state).toBe("PENDING");
});

test("after it there are keys in every state", async () => {
  await settleDemoKeys();
  const isSettled = async () => (await readKeys()).filter(({ status }) => status === "expired").length === 2;
  await waitUntil(isSettled, { deadlineMs: 10_000 });
  const keys = await readKeys();
  expect(new Set(keys.map(({ status }) => status))).toEqual(
    new Set(["active", "expiring", "expired", "exhausted", "disabled"]),
  );
  expect(new Set(keys.map(({ disabledBy }) => disabledBy))).toEqual(new Set([null, "key", "group"]));
  expect(new Set(keys.map(({ revealBlock }) => revealBlock))).toEqual(
    new Set([null, "hidden", "expired", "exhausted"]),
  );
  const managed = keys.filter(({ managedBy }) => managedBy === "deception");
  expect(managed.map(({ status }) => status).sort()).toEqual(["active", "exhausted"]);
  expect(keys.some(({ maximum, used }) => maximum === null && used > 0)).toBe(true);
  expect(keys.some(({ status, used }) => status === "expired" && used > 0)).toBe(true);
  expect(keys.some(({ status, used }) => status === "disabled" && used > 0)).toBe(true);
  expect(keys.some(({ name }) => [...name].length > 100)).toBe(true);
});

test("a later start copies what it may, makes nothing again and undoes nothing", async () => {
  const before = await readKeys();
  const disabled = before.find(({ name }) => name === "lys-plant-line-2");
  const deleted = before.find(({ name }) => name === "mad-office");
  await prisma.provisioningKey.update({ where: { id: deleted?.id ?? "" }, data: { deletedAt: new Date() } });
  await prisma.provisioningKey.update({
    where: { id: disabled?.id ?? "" },
    data: { enabled: true, version: { increment: 1 } },
  });
  expect((await createDemoData())?.size).toBe(0);
  await settleDemoKeys();
  expect((await readKeys()).find(({ id }) => id === disabled?.id)?.enabled).toBe(true);

  const opened = await openDemoKeys(new Map());
  const left = (await readKeys()).filter(({ canReveal }) => canReveal);
  expect(opened.map(({ keyString }) => keyString.expose())).toEqual(left.map(({ id }) => strings.get(id)?.expose()));
  expect(await prisma.auditEvent.count({ where: { action: "key.copied", actorName: "demo" } })).toBe(left.length);
  const wanted = new Map(SAMPLE_KEYS.map(({ name, wave }) => [name, wave]));
  expect(opened.map(({ wave }) => wave)).toEqual(left.map(({ name, used }) => (wanted.get(name) ?? 0) - used));
});
