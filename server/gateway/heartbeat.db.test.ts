import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db";
import { createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import type { Gateway } from "@/server/gateway/start";
import { type Answer, type ClientIdentity, callGateway } from "@/server/gateway/testing/call-gateway";
import { enrollConnector } from "@/server/gateway/testing/enroll-connector";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { readRoot } from "@/server/gateway/testing/read-root";

let gateway: Gateway;
let other: GatewayProcess;
let ca: string;
let statements: { mock: { calls: unknown[][] } };

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  vi.stubEnv("ENROLL_PORT", "0");
  vi.stubEnv("ENROLL_HOST", "127.0.0.1");
  vi.stubEnv("ENROLL_FAILURES_PER_MINUTE", "100000");
  vi.resetModules();
  const { startGateway } = await import("@/server/gateway/start");
  const { pool } = await import("@/lib/db");
  statements = vi.spyOn(pool, "query");
  gateway = await startGateway();
  other = await startGatewayProcess();
});

afterAll(async () => {
  await gateway.close();
  await other.stop();
});

const ports = () => [gateway.port, other.port];
const beat = (client: ClientIdentity | undefined, body: unknown = {}, port = gateway.port): Promise<Answer> =>
  callGateway({ port, ca }, { path: "/v1/heartbeat", body, ...(client && { client }) });
const enroll = async (more: object = {}, key?: { keyString: string }) =>
  await enrollConnector({ port: gateway.port, ca }, (key ?? (await createKey(prisma))).keyString, more);
const row = (id: string) => prisma.connector.findUniqueOrThrow({ where: { id } });
/** The answers of both instances, as status and code. */
const askBoth = async (client: ClientIdentity | undefined) =>
  await Promise.all(
    ports().map(async (port) => {
      const answer = await beat(client, {}, port);
      return `${answer.status} ${answer.json.code ?? answer.json.state}`;
    }),
  );

describe("a heartbeat", () => {
  test("is noted with all that it tells, by one statement, and is told when to renew", async () => {
    const client = await enroll();
    expect(await row(client.id)).toMatchObject({ lastSeenAt: null });
    const before = statements.mock.calls.length;
    const answer = await beat(client, {
      version: "0.2.0",
      platform: "linux arm64 6.1",
      hostname: "fra1-app-07",
      addresses: ["10.1.2.3", "fd00::7"],
      uptimeSeconds: 86_400,
    });
    expect(statements.mock.calls.slice(before)).toHaveLength(1);
    expect([answer.status, answer.headers["cache-control"]]).toEqual([200, "no-store"]);
    const { notBefore, notAfter } = await prisma.connectorCertificate.findUniqueOrThrow({
      where: { serial: client.serial },
    });
    const twoThirds = notBefore.getTime() + ((notAfter.getTime() - notBefore.getTime()) * 2) / 3;
    expect(answer.json).toMatchObject({
      connectorId: client.id,
      state: "active",
      serialNumber: client.serial,
      heartbeatSeconds: 30,
      duplicate: false,
    });
    expect(Math.abs(Date.parse(String(answer.json.renewAfter)) - twoThirds)).toBeLessThan(1000);
    const noted = await row(client.id);
    expect(noted).toMatchObject({
      softwareVersion: "0.2.0",
      platform: "linux arm64 6.1",
      hostname: "fra1-app-07",
      publicIp: "127.0.0.1",
      privateIp: "10.1.2.3",
      addresses: ["10.1.2.3", "fd00::7"],
      uptimeSeconds: 86_400n,
      version: 1,
    });
    expect(Date.now() - (noted.lastSeenAt?.getTime() ?? 0)).toBeLessThan(10_000);
    await beat(client);
    expect(await row(client.id)).toMatchObject({ softwareVersion: "0.2.0", addresses: ["10.1.2.3", "fd00::7"] });
  });

  test("leaves no audit row, so that a fleet does not fill the log", async () => {
    const client = await enroll();
    const count = () => prisma.auditEvent.count();
    const before = await count();
    for (let index = 0; index < 5; index += 1) await beat(client);
    expect(await count()).toBe(before);
  });

  test("that tells nothing new stays within its page and enters no index", async () => {
    const client = await enroll();
    const report = { version: "0.2.0", platform: "linux x64 6.1", hostname: "fra1", addresses: ["10.1.2.3"] };
    const readUpdates = async () => {
      const [row] = await prisma.$queryRaw<{ all: number; within: number }[]>`
        SELECT n_tup_upd::int AS "all", n_tup_hot_upd::int AS within FROM pg_stat_user_tables WHERE relname = 'connectors'`;
      return { all: row?.all ?? 0, within: row?.within ?? 0 };
    };
    await beat(client, report);
    // Counted by the server a moment after the statement.
    await vi.waitUntil(async () => (await readUpdates()).all > 0, { timeout: 20_000, interval: 100 });
    const before = await readUpdates();
    for (let uptimeSeconds = 1; uptimeSeconds <= 20; uptimeSeconds += 1)
      await beat(client, { ...report, uptimeSeconds });
    const done = async () => (await readUpdates()).all >= before.all + 20;
    await vi.waitUntil(done, { timeout: 20_000, interval: 100 });
    // A page that is full takes one elsewhere.
    expect((await readUpdates()).within - before.within).toBeGreaterThanOrEqual(18);
  });

  test.each([
    [{ addresses: ["not an address"] }, "addresses.0"],
    [{ addresses: Array(17).fill("10.0.0.1") }, "addresses"],
    [{ uptimeSeconds: -1 }, "uptimeSeconds"],
    [{ version: "a\u0000b" }, "version"],
    [{ secret: "x" }, "unknown"],
    [[], "The body"],
  ])("that says %j is refused", async (body, told) => {
    const answer = await beat(await enroll(), body);
    expect([answer.status, answer.json.code]).toEqual([400, "request_invalid"]);
    expect(String(answer.json.detail)).toContain(told);
  });

  test("of two processes with one certificate in turn is called a duplicate, a restart is not", async () => {
    const client = await enroll();
    const [first, second, third] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    const said: unknown[] = [];
    for (const instanceId of [first, first, second, second, third, second, third]) {
      said.push((await beat(client, { instanceId })).json.duplicate);
    }
    expect(said).toEqual([false, false, false, false, false, true, true]);
    const where = { action: "connector.duplicated", targetId: client.id };
    expect(await prisma.auditEvent.count({ where })).toBe(1);
  });
});

describe("refused at once on every instance", () => {
  test.each([
    ["403 connector_revoked", "revoked", (id: string) => change(id, { revokedAt: new Date() })],
    ["403 connector_revoked", "certificate revoked", (id: string) => revokeCertificates(id)],
    ["403 connector_disabled", "disabled", (id: string) => change(id, { enabled: false })],
  ])("%s: %s", async (told, _what, make) => {
    const client = await enroll();
    expect(await askBoth(client)).toEqual(["200 active", "200 active"]);
    const { lastSeenAt } = await row(client.id);
    await make(client.id);
    expect(await askBoth(client)).toEqual([told, told]);
    expect((await row(client.id)).lastSeenAt).toEqual(lastSeenAt);
    const audited = await prisma.auditEvent.findMany({ where: { action: "connector.refused", targetId: client.id } });
    expect(audited.map(({ after }) => after)).toEqual([{ code: told.slice(4), window: "1440 min" }]);
  });

  test("403 group_disabled, and again accepted when the group is enabled; a deleted or exhausted key changes nothing", async () => {
    const group = await createGroup(prisma);
    const key = await createKey(prisma, { group, maximum: 1 });
    const client = await enroll({}, key);
    const enable = (enabled: boolean) =>
      prisma.connectorGroup.update({ where: { id: group.id }, data: { enabled }, select: { id: true } });
    await enable(false);
    expect(await askBoth(client)).toEqual(["403 group_disabled", "403 group_disabled"]);
    await enable(true);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { deletedAt: new Date(), enabled: false } });
    expect(await askBoth(client)).toEqual(["200 active", "200 active"]);
  });

  test("409 public_key_in_use: the same certificate on other hardware", async () => {
    const client = await enroll({ fingerprint: "board-1" });
    expect((await beat(client, { fingerprint: "board-1" })).status).toBe(200);
    const answer = await beat(client, { fingerprint: "board-2" });
    expect([answer.status, answer.json.code]).toEqual([409, "public_key_in_use"]);
  });
});

const change = (id: string, data: object) =>
  prisma.connector.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
const revokeCertificates = (connectorId: string) =>
  prisma.connectorCertificate.updateMany({ where: { connectorId }, data: { revokedAt: new Date() } });
