import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { migrate } from "@/prisma/migrate";
import { type KeptPostgres, keepPostgres } from "@/server/embedded/keep-postgres";
import { type Cluster, openCluster, startCluster } from "@/server/embedded/open-cluster";
import type { Postgres } from "@/server/embedded/run-postgres";
import { type Answer, callGateway } from "@/server/gateway/testing/call-gateway";
import type { GatewayProcess } from "@/server/gateway/testing/gateway-process";
import { waitUntil } from "@/server/wait-until";

// A cluster of its own, as durable as the product's: this file kills it. The next run removes what a broken one leaves.
const home = mkdtempSync(join(tmpdir(), `latchkey-test-${process.pid}-`));
let cluster: Cluster;
let postgres: Postgres;
let kept: KeptPostgres;
let ca: string;

beforeAll(async () => {
  cluster = await openCluster(home);
  postgres = await startCluster(cluster);
  kept = keepPostgres(cluster, postgres);
  await migrate(cluster);
  vi.stubEnv("DATABASE_URL", cluster.applicationUrl);
  vi.resetModules();
  const { seedTenant } = await import("@/prisma/test-world");
  await seedTenant();
  const { readRoot } = await import("@/server/gateway/testing/read-root");
  ca = await readRoot();
});

afterAll(async () => {
  await kept.stop();
  rmSync(home, { recursive: true, force: true });
});

const load = async () => ({
  ...(await import("@/lib/db")),
  ...(await import("@/prisma/factories")),
  ...(await import("@/server/gateway/testing/invariants")),
  ...(await import("@/server/gateway/testing/gateway-process")),
});

const call = (gateway: GatewayProcess | undefined, body: unknown) =>
  callGateway({ port: gateway?.port ?? 0, ca }, { path: "/v1/enroll", body });
const csrs = (count: number) => Array.from({ length: count }, () => createCsr(generatePrivateKey(), "autoscale"));

/** A connector that repeats its request, at one instance after the other, until it is accepted or refused. */
async function enrollUntilAnswered(gateways: GatewayProcess[], turn: number, body: unknown): Promise<Answer> {
  let attempt = turn;
  const next = async () => {
    const answer = await call(gateways[attempt++ % gateways.length], body).catch(() => undefined);
    return answer?.status === 503 ? undefined : answer;
  };
  return await waitUntil(next, { deadlineMs: 40_000, otherwise: () => new Error("a connector was never answered") });
}

/** While PostgreSQL recovers a gateway cannot start; its supervisor starts it again then. */
async function startAsSupervised(start: () => Promise<GatewayProcess>): Promise<GatewayProcess> {
  let started: GatewayProcess | undefined;
  const isUp = async () => {
    started = await start().catch(() => undefined);
    return started !== undefined;
  };
  await vi.waitUntil(isUp, { timeout: 20_000 });
  if (!started) throw new Error("the gateway did not start again");
  return started;
}

test("kill -9 of an instance and of PostgreSQL during a burst: exactly the maximum, and no certificate without its row", async () => {
  const { prisma, createKey, countUses, exactly, startGatewayProcess } = await load();
  const { derToPem } = await import("@/lib/pki/pem");
  const gateways = await Promise.all([startGatewayProcess(), startGatewayProcess()]);
  const steady = gateways[1]?.child.pid;
  const key = await createKey(prisma, { maximum: 90 });
  const requests = csrs(130);
  const accepted: string[] = [];
  const codes: string[] = [];
  const reached = (count: number) => vi.waitUntil(() => accepted.length >= count, { timeout: 40_000 });
  const burst = requests.map(async (csr, index) => {
    const answer = await enrollUntilAnswered(gateways, index, { provisioningKey: key.keyString, csr });
    if (answer.status === 200) accepted.push(String(answer.json.certificate));
    else codes.push(String(answer.json.code));
  });
  await reached(10);
  await gateways[0]?.stop("SIGKILL");
  await reached(25);
  process.kill(postgres.pid, "SIGKILL");
  gateways[0] = await startAsSupervised(startGatewayProcess);
  await Promise.all(burst);
  expect(accepted).toHaveLength(90);
  expect(codes).toEqual(Array.from({ length: 40 }, () => "key_exhausted"));
  expect(await countUses(key.id)).toEqual(exactly(90));
  const stored = await prisma.connectorCertificate.findMany({ where: { connector: { keyId: key.id } } });
  expect(new Set(accepted)).toEqual(new Set(stored.map((row) => derToPem("CERTIFICATE", row.der))));
  expect(gateways[1]?.child.exitCode).toBeNull();
  expect(gateways[1]?.child.pid).toBe(steady);
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  const printed = gateways.map((gateway) => gateway.output()).join("") + readPostgresLog();
  expect(printed).toContain("database");
  expect(printed).not.toContain(key.keyString.slice(-80, -40));
  for (const csr of requests) expect(printed).not.toContain(csr.slice(100, 160));
});

test("SIGTERM during a burst: what was counted is answered, the exit code is 0, and a repeat elsewhere costs nothing", async () => {
  const { prisma, createKey, countUses, exactly, startGatewayProcess } = await load();
  const [leaving, staying] = await Promise.all([startGatewayProcess(), startGatewayProcess()]);
  const key = await createKey(prisma, { maximum: null });
  const bodies = csrs(80).map((csr) => ({ provisioningKey: key.keyString, csr }));
  const sent = bodies.map((body) => call(leaving, body).catch(() => undefined));
  await Promise.race(sent);
  expect(await leaving.stop()).toBe(0);
  const answers = await Promise.all(sent);
  const answered = answers.filter((answer) => answer?.status === 200).length;
  expect(answered).toBeGreaterThan(0);
  expect(await countUses(key.id)).toEqual(exactly(answered));
  const repeated = await Promise.all(bodies.map((body) => call(staying, body)));
  expect(await countUses(key.id)).toEqual(exactly(bodies.length));
  for (const [index, answer] of answers.entries()) {
    if (answer) expect(repeated[index]?.json.certificate).toBe(answer.json.certificate);
  }
  await staying.stop();
});

test("a missing or foreign master key stops the start before anything listens", async () => {
  const { startGatewayProcess } = await load();
  await expect(startGatewayProcess({ MASTER_KEY_FILE: join(home, "none.key") })).rejects.toThrow(
    /ended with 1 .*master key file .* cannot be read/s,
  );
  const { createKeyRingFile } = await import("@/lib/crypto/key-ring");
  const foreign = join(home, "foreign.key");
  createKeyRingFile(foreign);
  await expect(startGatewayProcess({ MASTER_KEY_FILE: foreign })).rejects.toThrow(/ended with 1/);
});

function readPostgresLog(): string {
  const folder = join(cluster.dataDir, "log");
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
}
