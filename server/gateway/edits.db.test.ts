import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import { listKeyRefusals } from "@/lib/services/provisioning-keys/activity/list-refusals";
import { createActor, createGroup, createKey } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";
import { type Answer, callGateway } from "@/server/gateway/testing/call-gateway";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { countUses, exactly } from "@/server/gateway/testing/invariants";
import { readRoot } from "@/server/gateway/testing/read-root";

let gateways: GatewayProcess[] = [];
let ca: string;

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  gateways = await Promise.all([startGatewayProcess(), startGatewayProcess()]);
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
});

const WAITING = `SELECT count(*)::int AS count FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;
const SIZE = 120;
const csrs = (count: number) => Array.from({ length: count }, () => createCsr(generatePrivateKey(), "autoscale"));
const enrollAt = (index: number, body: unknown) =>
  callGateway({ port: gateways[index % gateways.length]?.port ?? 0, ca }, { path: "/v1/enroll", body });
const codes = (answers: Answer[]) => new Set(answers.map((answer) => String(answer.json.code ?? answer.status)));
const accepted = (answers: Answer[]) => answers.filter((answer) => answer.status === 200).length;

/** Sends a burst over both processes; `during` starts with the first answer. Out: all answers. */
async function burst(keyString: string, during: () => Promise<unknown>): Promise<Answer[]> {
  const sent = csrs(SIZE).map((csr, index) => enrollAt(index, { provisioningKey: keyString, csr }));
  await Promise.race(sent);
  await during();
  return await Promise.all(sent);
}

test("the maximum is lowered below the count during a burst: no use is given away after the edit", async () => {
  const key = await createKey(prisma, { maximum: SIZE });
  let atEdit = 0;
  const answers = await burst(key.keyString, async () => {
    const edited = await prisma.provisioningKey.update({
      where: { id: key.id },
      data: { maximum: 1, version: { increment: 1 } },
    });
    atEdit = edited.used;
  });
  expect(atEdit).toBeLessThan(SIZE);
  expect(await countUses(key.id)).toEqual(exactly(atEdit));
  expect(accepted(answers)).toBe(atEdit);
  expect(codes(answers)).toEqual(new Set(["200", "key_exhausted"]));
});

test("the maximum is raised and the key renamed in a loop during a burst: exactly the last maximum", async () => {
  const key = await createKey(prisma, { maximum: 5 });
  const answers = await burst(key.keyString, async () => {
    for (let maximum = 10; maximum <= 60; maximum += 10) {
      await prisma.provisioningKey.update({ where: { id: key.id }, data: { maximum, version: { increment: 1 } } });
    }
  });
  const late = await Promise.all(
    csrs(SIZE).map((csr, index) => enrollAt(index, { provisioningKey: key.keyString, csr })),
  );
  expect(accepted([...answers, ...late])).toBe(60);
  expect(await countUses(key.id)).toEqual(exactly(60));
});

test("the group is disabled during a burst: the edit goes through, nothing is enrolled after it, nobody gets a 5xx", async () => {
  for (let round = 0; round < 2; round += 1) {
    const group = await createGroup(prisma);
    const key = await createKey(prisma, { group, maximum: null });
    const answers = await burst(key.keyString, () =>
      prisma.$transaction(async (tx) => {
        // As every edit of a group must (docs/decisions/007): a use locks its key first, then the group.
        await tx.$queryRaw`SELECT 1 FROM provisioning_keys WHERE group_id = ${group.id}::uuid ORDER BY id FOR NO KEY UPDATE`;
        await tx.connectorGroup.update({ where: { id: group.id }, data: { enabled: false }, select: { id: true } });
      }),
    );
    const count = accepted(answers);
    expect(await countUses(key.id)).toEqual(exactly(count));
    expect(codes(answers)).toEqual(new Set(["200", "group_disabled"]));
  }
});

test("an edit of the group that locks the group first ends in a deadlock with a use: the connector does not notice", async () => {
  const group = await createGroup(prisma);
  const key = await createKey(prisma, { group });
  const [holder, editor, watcher] = await Promise.all([ownerClient(), ownerClient(), ownerClient()]);
  const waiting = (count: number) => vi.waitUntil(async () => (await watcher.query(WAITING)).rows[0].count === count);
  await holder.query("BEGIN");
  await holder.query("SELECT 1 FROM provisioning_keys WHERE id = $1 FOR NO KEY UPDATE", [key.id]);
  const enrolling = enrollAt(0, { provisioningKey: key.keyString, csr: csrs(1)[0] });
  await waiting(1);
  const editing = editor.query("UPDATE connector_groups SET enabled = false WHERE id = $1", [group.id]).then(
    () => "disabled",
    (error: { code?: string }) => error.code,
  );
  await waiting(2);
  await holder.query("COMMIT");
  // PostgreSQL breaks off one of the two.
  expect([await editing, (await enrolling).json.code ?? "enrolled"]).toSatisfy(
    ([edit, code]) => (edit === "disabled" && code === "group_disabled") || (edit === "40P01" && code === "enrolled"),
  );
  await Promise.all([holder, editor, watcher].map((client) => client.end()));
});

test("the secret is replaced during a burst: the old string is refused from the commit on, the new one works", async () => {
  const key = await createKey(prisma, { maximum: null });
  let atRotation = 0;
  const owner = await ownerClient();
  const answers = await burst(key.keyString, async () => {
    await owner.query("BEGIN");
    const locked = await owner.query("SELECT used FROM provisioning_keys WHERE id = $1 FOR NO KEY UPDATE", [key.id]);
    await owner.query("UPDATE provisioning_key_secrets SET valid_until = now() WHERE id = $1", [key.secretId]);
    await owner.query("UPDATE provisioning_keys SET version = version + 1 WHERE id = $1", [key.id]);
    await owner.query("COMMIT");
    atRotation = locked.rows[0].used;
  });
  await owner.end();
  expect(accepted(answers)).toBe(atRotation);
  expect(await countUses(key.id)).toEqual(exactly(atRotation));
  expect(codes(answers)).toEqual(new Set(["200", "key_rotated"]));
});

test("one public key presented with two keys at once binds to one connector and takes one use", async () => {
  const keys = await Promise.all([createKey(prisma), createKey(prisma)]);
  const requests = csrs(10);
  const answers = await Promise.all(
    requests.flatMap((csr) => keys.map((key, index) => enrollAt(index, { provisioningKey: key.keyString, csr }))),
  );
  expect(accepted(answers)).toBe(requests.length);
  expect(codes(answers)).toEqual(new Set(["200", "public_key_in_use"]));
  const uses = await Promise.all(keys.map((key) => countUses(key.id)));
  expect(uses.reduce((sum, use) => sum + use.used, 0)).toBe(requests.length);
  expect(uses).toEqual(uses.map((use) => exactly(use.used)));
});

test("one public key from two boards at once: one fingerprint wins, the other is refused", async () => {
  const key = await createKey(prisma);
  const [csr] = csrs(1);
  const boards = Array.from({ length: 20 }, (_, index) => `board-${index % 2}`);
  const answers = await Promise.all(
    boards.map((fingerprint, index) => enrollAt(index, { provisioningKey: key.keyString, csr, fingerprint })),
  );
  expect(accepted(answers)).toBe(10);
  expect(codes(answers)).toEqual(new Set(["200", "public_key_in_use"]));
  expect(new Set(answers.flatMap((answer) => answer.json.certificate ?? [])).size).toBe(1);
  expect(await countUses(key.id)).toEqual(exactly(1));
});

test("a refusal of a key for one reason writes one audit row, over two processes and any number of requests", async () => {
  const keys = await Promise.all([createKey(prisma, { state: "exhausted" }), createKey(prisma, { state: "disabled" })]);
  const [csr] = csrs(1);
  await Promise.all(
    Array.from({ length: 80 }, (_, index) =>
      enrollAt(index >> 1, { provisioningKey: keys[index % 2]?.keyString, csr }),
    ),
  );
  const rows = await prisma.auditEvent.groupBy({
    by: ["targetId", "windowKey"],
    where: { action: "enrollment.refused", targetId: { in: keys.map((key) => key.id) } },
    _count: true,
  });
  expect(rows.map((row) => row._count)).toEqual([1, 1]);
});

test("every refused attempt is counted, over two processes: the last ones when a process stops", async () => {
  const key = await createKey(prisma, { state: "exhausted" });
  const viewer = await createActor(prisma, "VIEWER");
  const own = await Promise.all([startGatewayProcess(), startGatewayProcess()]);
  const ask = (index: number, provisioningKey: string) =>
    callGateway(
      { port: own[index % 2]?.port ?? 0, ca },
      { path: "/v1/enroll", body: { provisioningKey, csr: csrs(1)[0] } },
    );
  const unknown = key.keyString.replace("api.private", "api.public");
  await Promise.all(Array.from({ length: 31 }, (_, index) => ask(index, index === 30 ? unknown : key.keyString)));
  expect(await Promise.all(own.map((gateway) => gateway.stop()))).toEqual([0, 0]);
  expect(await listKeyRefusals(viewer, { id: key.id, period: "24h" })).toEqual([
    {
      code: "key_exhausted",
      title: "The provisioning key has no use left",
      remedy: expect.stringContaining("Raise the maximum"),
      attempts: 30,
      lastDay: 30,
      lastAt: expect.stringMatching(/^20.+Z$/),
      lastIp: "127.0.0.1",
    },
  ]);
});
