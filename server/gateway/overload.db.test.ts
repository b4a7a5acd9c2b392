import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { pool, prisma } from "@/lib/db";
import { createKey } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";
import type { Gateway } from "@/server/gateway/start";
import { callGateway } from "@/server/gateway/testing/call-gateway";
import { countUses, exactly } from "@/server/gateway/testing/invariants";
import { readRoot } from "@/server/gateway/testing/read-root";

const LONGEST_ANSWER_MS = 5_000;
let gateway: Gateway;
let ca: string;

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  vi.stubEnv("ENROLL_PORT", "0");
  vi.stubEnv("ENROLL_HOST", "127.0.0.1");
  vi.resetModules();
  const { startGateway } = await import("@/server/gateway/start");
  gateway = await startGateway();
});

afterAll(() => gateway.close());

const csr = () => createCsr(generatePrivateKey(), "autoscale");
const get = (path: string) => timed({ path });
const enroll = (provisioningKey: string, request = csr()) =>
  timed({ path: "/v1/enroll", body: { provisioningKey, csr: request } });

async function timed(call: { path: string; body?: unknown }) {
  const begun = performance.now();
  const answer = await callGateway({ port: gateway.port, ca }, call);
  return { ...answer, took: performance.now() - begun };
}

test("every connection taken: 40 connectors hear 503 with Retry-After in time, no use is taken, and it recovers by itself", async () => {
  const key = await createKey(prisma, { maximum: null });
  const requests = Array.from({ length: 40 }, csr);
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  const sleeping = taken.map((client) => client.query("SELECT pg_sleep(4.5)"));
  const [answers, live, ready] = await Promise.all([
    Promise.all(requests.map((request) => enroll(key.keyString, request))),
    get("/health/live"),
    get("/health/ready"),
  ]);
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.json.code}`))).toEqual(
    new Set(["503 unavailable"]),
  );
  expect(answers.every((answer) => Number(answer.headers["retry-after"]) > 0)).toBe(true);
  expect(Math.max(...answers.map((answer) => answer.took), ready.took)).toBeLessThan(LONGEST_ANSWER_MS);
  expect([live.status, ready.status]).toEqual([200, 503]);
  await Promise.all(sleeping);
  for (const client of taken) client.release();
  expect(await countUses(key.id)).toEqual(exactly(0));
  const again = await Promise.all(requests.map((request) => enroll(key.keyString, request)));
  expect(new Set(again.map((answer) => answer.status))).toEqual(new Set([200]));
  expect(await countUses(key.id)).toEqual(exactly(requests.length));
});

test("a lock held on the key's row: 503 in time instead of a hang, no use taken, and the repeat is accepted", async () => {
  const key = await createKey(prisma);
  const request = csr();
  const owner = await ownerClient();
  await owner.query("BEGIN");
  await owner.query("SELECT 1 FROM provisioning_keys WHERE id = $1 FOR UPDATE", [key.id]);
  const answer = await enroll(key.keyString, request);
  expect([answer.status, answer.json.code, answer.headers["retry-after"]]).toEqual([503, "unavailable", "2"]);
  expect(answer.took).toBeLessThan(LONGEST_ANSWER_MS);
  await owner.query("ROLLBACK");
  await owner.end();
  expect(await countUses(key.id)).toEqual(exactly(0));
  expect((await enroll(key.keyString, request)).status).toBe(200);
  expect(await countUses(key.id)).toEqual(exactly(1));
});

test("a backend that dies between judging and counting costs a 503 and nothing else", async () => {
  const key = await createKey(prisma);
  const request = csr();
  const owner = await ownerClient();
  await owner.query("BEGIN");
  await owner.query("SELECT 1 FROM provisioning_keys WHERE id = $1 FOR UPDATE", [key.id]);
  const enrolling = enroll(key.keyString, request);
  await vi.waitUntil(async () => (await owner.query(WAITING)).rowCount === 1);
  await owner.query(`SELECT pg_terminate_backend(pid) FROM (${WAITING}) waiting`);
  expect((await enrolling).json.code).toBe("unavailable");
  await owner.query("ROLLBACK");
  await owner.end();
  expect(await countUses(key.id)).toEqual(exactly(0));
  expect((await enroll(key.keyString, request)).status).toBe(200);
});

const WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
