import { afterAll, beforeAll, expect, test } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { removeConnector } from "@/lib/services/connectors/remove";
import { traceLimit } from "@/lib/services/provisioning-keys/activity/limit-line";
import { listKeyConnectors } from "@/lib/services/provisioning-keys/activity/list-connectors";
import { listKeyLedger } from "@/lib/services/provisioning-keys/activity/list-ledger";
import { listKeyLimits } from "@/lib/services/provisioning-keys/activity/list-limits";
import { listKeyRefusals } from "@/lib/services/provisioning-keys/activity/list-refusals";
import { readKeyUses } from "@/lib/services/provisioning-keys/activity/read-uses";
import { bulkDisableKeys } from "@/lib/services/provisioning-keys/bulk-disable";
import { bulkEnableKeys } from "@/lib/services/provisioning-keys/bulk-enable";
import { bulkSetMaximum } from "@/lib/services/provisioning-keys/bulk-set-maximum";
import { copyKey } from "@/lib/services/provisioning-keys/copy";
import { createKey } from "@/lib/services/provisioning-keys/create";
import { downloadKey } from "@/lib/services/provisioning-keys/download";
import { getKey } from "@/lib/services/provisioning-keys/get";
import { revealKey } from "@/lib/services/provisioning-keys/reveal";
import { rotateKey } from "@/lib/services/provisioning-keys/rotation/rotate";
import { createActor, createGroup } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";
import { callGateway } from "@/server/gateway/testing/call-gateway";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { readRoot } from "@/server/gateway/testing/read-root";

/*
 * The page of a key against the audit log: a key is made, used up, raised, disabled, shown around and rotated, connectors are refused and
 * deleted, over two gateways. What the page reads must then be what somebody counts who has nothing but the rows of the log.
 */

type Event = {
  seq: bigint;
  at: Date;
  action: string;
  actor: string;
  actorId: string | null;
  after: Record<string, unknown>;
};

let gateways: GatewayProcess[] = [];
let ines: UserActor;
let jonas: UserActor;
let id: string;
let events: Event[];
const answers: string[] = [];

beforeAll(async () => {
  await seedTenant();
  [ines, jonas] = [
    await createActor(prisma, "ADMIN", "Ines Okafor"),
    await createActor(prisma, "OWNER", "Jonas Brandt"),
  ];
  gateways = await Promise.all([startGatewayProcess(), startGatewayProcess()]);
  await live();
  // Counts of refusals are written when a gateway stops, at the latest.
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await spreadOverDays();
  events = await readLog();
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
});

async function live() {
  const group = await createGroup(prisma);
  const { id: signingCertificateId } = await prisma.signingCertificate.findUniqueOrThrow({
    where: { nameKey: "connector" },
  });
  const created = await createKey(ines, {
    requestId: crypto.randomUUID(),
    name: "fra1-dc-autoscale",
    group: { kind: "existing", id: group.id },
    signingCertificateId,
    maximum: 4,
    viewOrExport: true,
    expiresAt: null,
    allowList: [],
    enabled: true,
  });
  id = created.key.id;
  const keyString = created.provisioningKey?.expose() ?? "";
  const ca = await readRoot();
  const enroll = async (times: number, provisioningKey = keyString) => {
    for (let time = 0; time < times; time += 1) {
      const port = gateways[answers.length % 2]?.port ?? 0;
      const body = { provisioningKey, csr: createCsr(generatePrivateKey(), "fra1-app") };
      const { status, json } = await callGateway({ port, ca }, { path: "/v1/enroll", body });
      answers.push(String(json.code ?? status));
    }
  };
  await enroll(7);
  await bulkSetMaximum(jonas, { ids: [id], maximum: 9 });
  await revealKey(ines, { id });
  await revealKey(ines, { id });
  await copyKey(jonas, { id });
  await downloadKey(ines, { id, format: "env" });
  await enroll(3);
  await bulkDisableKeys(ines, { ids: [id] });
  await enroll(2);
  await bulkEnableKeys(ines, { ids: [id] });
  await bulkSetMaximum(ines, { ids: [id], maximum: null });
  const { version } = await getKey(ines, { id });
  const rotated = await rotateKey(jonas, { id, version, graceMinutes: 0, requestId: crypto.randomUUID() });
  await enroll(1);
  await enroll(5, rotated.provisioningKey.expose());
  await bulkSetMaximum(jonas, { ids: [id], maximum: 20 });
  const [first, second] = await prisma.connector.findMany({ where: { keyId: id }, orderBy: { enrolledAt: "desc" } });
  await removeConnector(ines, { id: first?.id ?? "" });
  await removeConnector(ines, { id: second?.id ?? "" });
}

/** Everything took a few seconds: 90 minutes are put between one event and the next, in the log and in what stands beside it. */
async function spreadOverDays() {
  const owner = await ownerClient();
  await owner.query(
    `WITH spread AS (
       SELECT seq, now() - interval '90 minutes' * row_number() OVER (ORDER BY seq DESC) AS at
       FROM audit_events WHERE target_type = 'provisioning_key' AND target_id = $1)
     UPDATE audit_events e SET at = spread.at FROM spread WHERE e.seq = spread.seq`,
    [id],
  );
  await owner.query(
    `UPDATE enrollments n SET at = e.at FROM audit_events e
     WHERE e.action = 'enrollment.accepted' AND e.after ->> 'connectorId' = n.connector_id::text`,
  );
  await owner.query(
    `UPDATE provisioning_keys k SET created_at = e.at FROM audit_events e WHERE e.action = 'key.created' AND e.target_id = k.id`,
  );
  await owner.end();
}

async function readLog(): Promise<Event[]> {
  return await prisma.$queryRaw<Event[]>`
    SELECT seq, at, action, actor_name AS actor, actor_id::text AS "actorId", after FROM audit_events
    WHERE target_id = ${id}::uuid ORDER BY seq`;
}

const until = (at: string, action: string) =>
  events.filter((event) => event.action === action && event.at.getTime() <= Date.parse(at));
const all = (...actions: string[]) => events.filter(({ action }) => actions.includes(action));

/** By the log alone: the last maximum that was set until then; undefined before the key was there. */
function countLimit(at: string): unknown {
  const set = [...until(at, "key.created"), ...until(at, "key.edited")].filter(({ after }) => "maximum" in after);
  return set.sort((a, b) => Number(a.seq - b.seq)).at(-1)?.after.maximum;
}

test("what was asked of the gateways is what the log says", () => {
  const accepted = answers.filter((answer) => answer === "200").length;
  expect(all("enrollment.accepted")).toHaveLength(accepted);
  expect(accepted).toBe(12);
  expect(new Set(answers)).toEqual(new Set(["200", "key_exhausted", "key_disabled", "key_rotated"]));
});

test.each(["24h", "7d", "30d"] as const)("the chart of %s: uses and limit at each point", async (period) => {
  const uses = await readKeyUses(jonas, { id, period });
  expect(uses.used).toBe(all("enrollment.accepted").length);
  for (const { at, uses: count } of uses.points) expect(count, at).toBe(until(at, "enrollment.accepted").length);
  expect(uses.points.at(-1)).toEqual({ at: uses.now, uses: uses.used });

  const detail = await getKey(jonas, { id });
  const changes = await listKeyLimits(jonas, { id, period });
  const stretches = traceLimit({ ...uses, createdAt: detail.createdAt, maximum: detail.maximum, changes });
  for (const { at } of uses.points) {
    expect(stretches.findLast(({ from }) => from <= at)?.limit, at).toEqual(countLimit(at));
  }
  expect(changes.map(({ at, by, from, to }) => [at, by, from, to])).toEqual(
    all("key.edited")
      .filter(({ after, at }) => "maximum" in after && at.getTime() > Date.parse(uses.since))
      .map(({ at, actor, after, seq }) => [
        at.toISOString(),
        actor,
        countLimit(new Date((events.findLast((event) => event.seq < seq)?.at ?? at).getTime()).toISOString()),
        after.maximum,
      ]),
  );
});

test("the windows of the forecast add up to the uses within them", async () => {
  const { windows, now } = await readKeyUses(jonas, { id, period: "24h" });
  const created = events[0]?.at.getTime() ?? 0;
  for (const [index, hours] of [24, 168, 720].entries()) {
    const from = Math.max(created, Date.parse(now) - hours * 3_600_000);
    const within = all("enrollment.accepted").filter(({ at }) => at.getTime() > from);
    expect(windows[index]?.slices.reduce((sum, uses) => sum + uses, 0)).toBe(within.length);
    expect(windows[index]?.hours).toBeCloseTo((Date.parse(now) - from) / 3_600_000);
  }
});

test("the ledger: every reveal, copy, download, and who was shown a string when it was made", async () => {
  const shown = all("key.created", "key.rotated", "key.revealed", "key.copied", "key.downloaded").reverse();
  const { entries, total, people } = await listKeyLedger(jonas, { id });
  expect(total).toBe(shown.length);
  expect(people).toBe(new Set(shown.map(({ actorId }) => actorId)).size);
  expect(entries.map(({ seq, at, action, actorName, format }) => [seq, at, action, actorName, format])).toEqual(
    shown.map(({ seq, at, action, actor, after }) => [
      String(seq),
      at.toISOString(),
      action,
      actor,
      after.format ?? null,
    ]),
  );
  expect([total, people]).toEqual([6, 2]);
});

test("refusals: one row of the log for each window, and every attempt in the counts", async () => {
  const audited = (code: string) => all("enrollment.refused").filter(({ after }) => after.code === code).length;
  const refusals = await listKeyRefusals(jonas, { id, period: "30d" });
  expect(new Set(refusals.map(({ code }) => code))).toEqual(
    new Set(all("enrollment.refused").map(({ after }) => after.code)),
  );
  for (const { code, attempts, lastDay } of refusals) {
    expect(attempts, code).toBe(answers.filter((answer) => answer === code).length);
    expect(lastDay, code).toBe(attempts);
    const windows = await prisma.refusalCount.count({ where: { targetId: id, code } });
    expect(audited(code), code).toBe(windows);
  }
});

test("connectors: the newest first, those deleted counted apart", async () => {
  const accepted = all("enrollment.accepted").map(({ after }) => String(after.connectorId));
  const deleted = await prisma.auditEvent.count({ where: { action: "connector.deleted", targetId: { in: accepted } } });
  const connectors = await listKeyConnectors(jonas, { id });
  const detail = await getKey(jonas, { id });
  expect(connectors.deleted).toBe(deleted);
  expect(detail.connectors.enrolled).toBe(accepted.length - deleted);
  const gone = new Set(
    (await prisma.auditEvent.findMany({ where: { action: "connector.deleted" } })).map(({ targetId }) => targetId),
  );
  expect(connectors.rows.map((row) => row.id)).toEqual(
    accepted
      .filter((one) => !gone.has(one))
      .reverse()
      .slice(0, 8),
  );
  expect(connectors.last?.name).toBe(all("enrollment.accepted").at(-1)?.after.connectorName);
});
