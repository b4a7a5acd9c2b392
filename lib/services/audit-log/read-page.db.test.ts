import { beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { buildAuditConditions } from "@/lib/services/audit-log/audit-conditions";
import { findAuditTargets } from "@/lib/services/audit-log/find-targets";
import { listAuditEvents } from "@/lib/services/audit-log/list";
import { AUDIT_LIST } from "@/lib/services/audit-log/list/schema";
import { type AuditRead, selectEvents, selectFewEvents, selectSlices } from "@/lib/services/audit-log/select-events";
import { removeKey } from "@/lib/services/provisioning-keys/remove";
import { createActor, createGroup, createKey } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";

let viewer: UserActor;
const MANY = 10_400;

beforeAll(async () => {
  await seedTenant();
  viewer = await createActor(prisma, "VIEWER");
  const client = await ownerClient();
  // Ada was there a year ago and did a great deal; since then only connectors came. Some instants are the same.
  await client.query(
    `INSERT INTO audit_events (at, actor_type, actor_name, ip, request_id, action, target_type, target_id, target_name)
     SELECT date_trunc('hour', now()) - interval '400 days' + n / 3 * interval '1 hour', 'USER'::"AuditActorType", 'Ada_B', '203.0.113.' || n % 9, 'R-' || n,
       CASE WHEN n % 4 = 0 THEN 'key.copied' ELSE 'key.revealed' END, 'provisioning_key', gen_random_uuid(), 'AWS Oregon-' || n % 7
     FROM generate_series(1, 600) AS n
     UNION ALL
     SELECT now() - interval '300 days', 'CONNECTOR', '50% off-' || n, '10.0.' || n % 200 || '.1', NULL, 'enrollment.accepted', NULL, NULL, NULL
     FROM generate_series(1, 300) AS n`,
  );
  await client.query("ANALYZE audit_events");
  await client.end();
});

const QUERIES: [q: string, ...filters: string[]][] = [
  ["", "action:any:key.copied"],
  ["", "action:none:key.copied,enrollment.accepted"],
  ["", "actor:equals:ADA_B"],
  ["", "actor:starts:ad", "target:contains:oregon-3"],
  ["", "actor:contains:% off"],
  ["", "actor:contains:da_"],
  ["", "target:starts:aws o"],
  ["", "target:equals:aws oregon-2", "action:any:key.revealed"],
  ["", "actorType:any:CONNECTOR,SYSTEM"],
  ["", "targetType:any:provisioning_key"],
  ["", "targetType:none:provisioning_key"],
  ["", "address:equals:203.0.113.4"],
  ["", "address:starts:10.0.1"],
  ["", "request:equals:r-17"],
  ["", "actorType:any:USER", "at:before:2100-01-01"],
  ["oregon-1"],
  ["0.113.2"],
  ["50"],
  ["_"],
];

it.each(QUERIES)("finds the same by every way: %s %s", async (q, ...filter) => {
  const conditions = buildAuditConditions(q, AUDIT_LIST.parse({ filter }).input.filters);
  for (const sort of ["-at", "at"] as const) {
    for (const reverse of [false, true]) {
      const read: AuditRead & { perPage: number } = { sort, reverse, from: null, offset: 0, limit: 25, perPage: 25 };
      const walked = await selectEvents(prisma, conditions, read);
      const { rows, found } = await selectFewEvents(prisma, conditions, read);
      expect(rows).toEqual(walked);
      expect(await selectSlices(prisma, conditions, read)).toEqual(walked);
      expect(await selectEvents(prisma, conditions, read, 100_000)).toEqual(walked);
      const place = walked[10];
      if (!place) continue;
      const next = { ...read, from: place, offset: 7 };
      expect(await selectSlices(prisma, conditions, next)).toEqual(await selectEvents(prisma, conditions, next));
      expect((await selectFewEvents(prisma, conditions, { ...next, offset: 0 })).rows).toEqual(
        await selectEvents(prisma, conditions, { ...next, offset: 0 }),
      );
      expect(found).toBeGreaterThan(10);
    }
  }
});

it("reads matches that are all of long ago, and more than are counted, to the end and back", async () => {
  const client = await ownerClient();
  await client.query(
    `INSERT INTO audit_events (at, actor_type, actor_name, action)
     SELECT now() - interval '900 days' + n * interval '1 minute', 'USER'::"AuditActorType", 'Left long ago', 'user.profile_edited' FROM generate_series(1, $1::int) AS n
     UNION ALL
     SELECT now() - interval '9 days' + n * interval '1 minute', 'SYSTEM', 'Newer', 'settings.edited' FROM generate_series(1, 11000) AS n`,
    [MANY],
  );
  await client.query("ANALYZE audit_events");
  await client.end();
  const { filters } = AUDIT_LIST.parse({ filter: "actor:equals:left long ago" }).input;
  const first = await listAuditEvents(viewer, { filters, perPage: 100 });
  expect(first).toMatchObject({ about: true, page: 1, cursor: { previous: null, last: "last" } });
  const numbers = first.rows.map(({ seq }) => Number(seq));
  expect(new Set(first.rows.map(({ actorName }) => actorName))).toEqual(new Set(["Left long ago"]));
  const last = await listAuditEvents(viewer, { filters, perPage: 100, cursor: "last" });
  expect(Number(last.rows.at(-1)?.seq)).toBe((numbers[0] ?? 0) - MANY + 1);
  expect(last.cursor.next).toBeNull();
  const back = await listAuditEvents(viewer, { filters, perPage: 100, cursor: last.cursor.previous });
  expect(Number(back.rows.at(-1)?.seq)).toBe(Number(last.rows[0]?.seq) + 1);
  const hundredth = await listAuditEvents(viewer, { filters, perPage: 100, page: 100 });
  expect(Number(hundredth.rows[0]?.seq)).toBe((numbers[0] ?? 0) - 9_900);
});

it("leads to what exists and may be seen, under the name it has now", async () => {
  const owner = await createActor(prisma, "OWNER", "Ines");
  const group = await createGroup(prisma, { name: "Halden" });
  const [key, gone] = [await createKey(prisma, { name: "Here" }), await createKey(prisma, { name: "Gone" })];
  await removeKey(owner, { id: gone.id, version: 1, revokeConnectors: false });
  const asked = [
    { type: "provisioning_key", id: key.id },
    { type: "provisioning_key", id: gone.id },
    { type: "connector_group", id: group.id },
    { type: "connector_group", id: key.id },
    { type: "user", id: owner.id },
    { type: "session", id: owner.sessionId },
  ];
  const found = [
    { type: "provisioning_key", id: key.id, name: "Here" },
    { type: "connector_group", id: group.id, name: "Halden" },
  ];
  expect(await findAuditTargets(viewer, { targets: asked })).toEqual(found);
  expect(await findAuditTargets(owner, { targets: asked })).toEqual([
    ...found,
    { type: "user", id: owner.id, name: "Ines" },
  ]);
  expect(await findAuditTargets(viewer, { targets: [] })).toEqual([]);
});
