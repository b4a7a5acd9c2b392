import { beforeAll, expect, it } from "vitest";
import { pool, prisma } from "@/lib/db";
import type { AnonymousActor, UserActor } from "@/lib/services/actor";
import { listKeyConnectors } from "@/lib/services/provisioning-keys/activity/list-connectors";
import { listKeyLedger } from "@/lib/services/provisioning-keys/activity/list-ledger";
import { listKeyLimits } from "@/lib/services/provisioning-keys/activity/list-limits";
import { listKeyRefusals } from "@/lib/services/provisioning-keys/activity/list-refusals";
import { readKeyUses } from "@/lib/services/provisioning-keys/activity/read-uses";
import { getKey } from "@/lib/services/provisioning-keys/get";
import { createActor, createConnector, createKey } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";
import { forecastKey, loadKeyActivity } from "./load-key-activity";

let viewer: UserActor;

beforeAll(async () => {
  await seedTenant();
  viewer = await createActor(prisma, "VIEWER");
});

const HOUR = 3_600_000;

it("reads all of a key's page in eight statements, whatever there is to tell", async () => {
  const key = await createKey(prisma, { maximum: 20 });
  for (let count = 0; count < 12; count += 1) await createConnector(prisma, key);
  let asked = 0;
  const count = () => {
    asked += 1;
  };
  pool.on("acquire", count);
  const activity = loadKeyActivity(viewer, key.id, "30d");
  await Promise.all([getKey(viewer, { id: key.id }), ...Object.values(activity)]);
  pool.off("acquire", count);
  expect(asked).toBe(8);
});

it.each([
  ["readKeyUses", readKeyUses, { period: "24h" as const }],
  ["listKeyLimits", listKeyLimits, { period: "24h" as const }],
  ["listKeyRefusals", listKeyRefusals, { period: "24h" as const }],
  ["listKeyLedger", listKeyLedger, {}],
  ["listKeyConnectors", listKeyConnectors, {}],
] as const)("%s answers every role and no visitor, and refuses what is no id or period", async (_, read, more) => {
  const ask = read as (actor: UserActor | AnonymousActor, input: object) => Promise<unknown>;
  const { id } = await createKey(prisma);
  for (const role of ["OWNER", "ADMIN", "VIEWER"] as const) {
    await expect(ask(await createActor(prisma, role), { id, ...more })).resolves.toBeDefined();
  }
  const visitor: AnonymousActor = { kind: "anonymous", ip: null, userAgent: null, requestId: "test" };
  await expect(ask(visitor, { id, ...more })).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(ask(viewer, { ...more, id: "1' OR '1'='1" })).rejects.toMatchObject({ code: "invalid" });
  if ("period" in more) await expect(ask(viewer, { id, period: "1y" })).rejects.toMatchObject({ code: "invalid" });
});

it("knows no uses of a key that is unknown or was deleted", async () => {
  const key = await createKey(prisma, { deletedAt: new Date() });
  for (const id of [crypto.randomUUID(), key.id]) {
    await expect(readKeyUses(viewer, { id, period: "30d" })).rejects.toMatchObject({ code: "not_found" });
  }
});

it("finds the count at each instant among thousands of enrollments, and counts those it knows nothing of as older", async () => {
  // Of 5,000 uses the first 1,000 are of a time that nobody wrote down; the others came one a minute.
  const key = await createKey(prisma, { maximum: 6_000, used: 5_000, createdAt: new Date(Date.now() - 200 * HOUR) });
  const owner = await ownerClient();
  await owner.query(
    `WITH made AS (
       INSERT INTO connectors (name, name_key, group_id, key_id)
       SELECT 'Bulk', 'bulk', $2, $1 FROM generate_series(1001, 5000) RETURNING id)
     INSERT INTO enrollments (key_id, connector_id, spki, spki_sha256, ordinal, ip, at)
     SELECT $1, id, '\\x00', sha256(id::text::bytea), 1000 + n, '192.0.2.1', now() - (4000 - n) * interval '1 minute' - interval '30 s'
     FROM (SELECT id, row_number() OVER () AS n FROM made) AS numbered`,
    [key.id, key.group.id],
  );
  await owner.end();
  for (const period of ["24h", "7d"] as const) {
    const { points, now } = await readKeyUses(viewer, { id: key.id, period });
    for (const { at, uses } of points) {
      const minutes = (Date.parse(now) - Date.parse(at)) / 60_000;
      // Half a minute between the two clocks is more than a test takes.
      const known = Math.max(0, Math.min(4_000, Math.round(4_000 - minutes)));
      expect(Math.abs(uses - (1_000 + known)), at).toBeLessThanOrEqual(1);
    }
  }
  const detail = await getKey(viewer, { id: key.id });
  const uses = await readKeyUses(viewer, { id: key.id, period: "30d" });
  expect(uses.points[0]?.uses).toBe(0);
  const forecast = forecastKey(detail, uses);
  expect(forecast?.perHour).toBeCloseTo(60, 0);
  expect((Date.parse(forecast?.at ?? "") - Date.parse(uses.now)) / HOUR).toBeCloseTo(1_000 / 60, 0);
  expect(forecastKey({ ...detail, status: "disabled" }, uses)).toBeNull();
});
