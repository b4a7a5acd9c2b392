import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { bulkDisableKeys } from "@/lib/services/provisioning-keys/bulk-disable";
import { bulkEnableKeys } from "@/lib/services/provisioning-keys/bulk-enable";
import { bulkRemoveKeys } from "@/lib/services/provisioning-keys/bulk-remove";
import { bulkSetMaximum } from "@/lib/services/provisioning-keys/bulk-set-maximum";
import { exportKeys } from "@/lib/services/provisioning-keys/export-keys";
import { listKeyCreators } from "@/lib/services/provisioning-keys/list-creators";
import { listMatchingKeys } from "@/lib/services/provisioning-keys/list-matching";
import { COUNT_LIMIT } from "@/lib/table/list";
import { createActor, createConnector, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let admin: UserActor;
let viewer: UserActor;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN", "Ada");
  viewer = await createActor(prisma, "VIEWER");
});

const MANAGED = { by: "deception", reason: "Used by Deception" };
const audit = (targetId: string) =>
  prisma.auditEvent.findMany({ where: { targetId }, orderBy: { seq: "asc" }, select: { action: true, after: true } });

describe("bulk verbs", () => {
  it("change what may be changed, say what became of each key, and audit every change", async () => {
    const on = await createKey(prisma, { maximum: 10, used: 4 });
    const off = await createKey(prisma, { enabled: false });
    const managed = await createKey(prisma, { managed: { ...MANAGED, reason: `${MANAGED.reason}.` } });
    const gone = await createKey(prisma, { deletedAt: new Date() });
    const ids = [managed.id, on.id, gone.id, off.id];
    const skipped = [
      { id: managed.id, name: managed.name, outcome: "skipped", reason: "The key is managed (Used by Deception)." },
      { id: gone.id, name: gone.name, outcome: "skipped", reason: "The key was deleted." },
    ];
    expect(await bulkDisableKeys(admin, { ids })).toEqual([
      skipped[0],
      { id: on.id, name: on.name, outcome: "changed", reason: null },
      skipped[1],
      { id: off.id, name: off.name, outcome: "unchanged", reason: null },
    ]);
    expect((await bulkEnableKeys(admin, { ids })).map(({ outcome }) => outcome)).toEqual([
      "skipped",
      "changed",
      "skipped",
      "changed",
    ]);
    expect((await bulkSetMaximum(admin, { ids, maximum: 12 })).map(({ outcome }) => outcome)).toEqual([
      "skipped",
      "changed",
      "skipped",
      "changed",
    ]);
    expect((await bulkSetMaximum(admin, { ids, maximum: 2 }))[1]?.outcome).toBe("changed");
    expect(await audit(on.id)).toEqual([
      { action: "key.edited", after: { enabled: false } },
      { action: "key.edited", after: { enabled: true } },
      { action: "key.edited", after: { maximum: 12 } },
      { action: "key.maximum_raised", after: { maximum: 12 } },
      { action: "key.edited", after: { maximum: 2 } },
    ]);
    expect(await prisma.provisioningKey.findUnique({ where: { id: on.id } })).toMatchObject({
      maximum: 2,
      used: 4,
      version: 5,
      updatedByName: "Ada",
      standing: "exhausted",
    });
    expect(await audit(managed.id)).toEqual([]);
  });

  it("delete keys and leave their connectors alone", async () => {
    const key = await createKey(prisma);
    const connector = await createConnector(prisma, key);
    const managed = await createKey(prisma, { managed: MANAGED });
    const results = await bulkRemoveKeys(admin, { ids: [key.id, managed.id, key.id] });
    expect(results.map(({ outcome }) => outcome)).toEqual(["changed", "skipped"]);
    const left = await prisma.connector.findUniqueOrThrow({ where: { id: connector.id } });
    expect(left.revokedAt).toBeNull();
    expect(await audit(key.id)).toMatchObject([{ action: "key.deleted", after: { revokedConnectors: 0 } }]);
    expect(await prisma.provisioningKey.findUnique({ where: { id: managed.id } })).toMatchObject({ deletedAt: null });
  });

  it("are refused to viewers and to bad input, with nothing changed", async () => {
    const key = await createKey(prisma);
    const ids = [key.id];
    for (const call of [
      () => bulkDisableKeys(viewer, { ids }),
      () => bulkEnableKeys(viewer, { ids }),
      () => bulkRemoveKeys(viewer, { ids }),
      () => bulkSetMaximum(viewer, { ids, maximum: 1 }),
      () => listMatchingKeys(viewer, {}),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "forbidden" });
    }
    const many = Array.from({ length: 101 }, () => crypto.randomUUID());
    await expect(bulkRemoveKeys(admin, { ids: many })).rejects.toMatchObject({ code: "invalid" });
    await expect(bulkRemoveKeys(admin, { ids: [] })).rejects.toMatchObject({ code: "invalid" });
    await expect(bulkSetMaximum(admin, { ids, maximum: 0 })).rejects.toMatchObject({ code: "invalid" });
    await prisma.tenant.updateMany({ data: { maximumUpperBound: 50 } });
    await expect(bulkSetMaximum(admin, { ids, maximum: 51 })).rejects.toMatchObject({
      fields: { maximum: expect.any(String) },
    });
    await prisma.tenant.updateMany({ data: { maximumUpperBound: null } });
    expect(await audit(key.id)).toEqual([]);
  });

  it("select all that match and may be changed", async () => {
    const group = await createGroup(prisma);
    const one = await createKey(prisma, { name: "selectable one", group });
    const two = await createKey(prisma, { name: "selectable two", group });
    const off = await createKey(prisma, { name: "selectable off", state: "disabled", group });
    await createKey(prisma, { name: "selectable managed", group, managed: MANAGED });
    const found = await listMatchingKeys(admin, { filters: [{ column: "name", op: "starts", value: "selectable" }] });
    expect({ ...found, enabled: found.enabled.sort() }).toEqual({
      enabled: [one.id, two.id].sort(),
      disabled: [off.id],
      managed: 1,
      isTruncated: false,
    });
  });

  it("say when more match than can be selected at once", async () => {
    const first = await createKey(prisma, { name: "crowd 0" });
    await prisma.$executeRaw`
      INSERT INTO provisioning_keys (name, name_key, maximum, view_or_export, group_id, group_name, group_name_key,
        group_enabled, signing_certificate_id, fingerprints, created_by_name, updated_at)
      SELECT 'crowd ' || n, 'crowd ' || n, maximum, false, group_id, group_name, group_name_key,
        group_enabled, signing_certificate_id, fingerprints, created_by_name, now()
      FROM provisioning_keys, generate_series(1, ${COUNT_LIMIT}::int) AS n WHERE id = ${first.id}::uuid`;
    const crowd = { filters: [{ column: "name", op: "starts", value: "crowd" }] } as const;
    const read = async () => {
      const { enabled, isTruncated } = await listMatchingKeys(admin, { filters: [...crowd.filters] });
      return { count: enabled.length, isTruncated };
    };
    expect(await read()).toEqual({ count: COUNT_LIMIT, isTruncated: true });
    await bulkRemoveKeys(admin, { ids: [first.id] });
    expect(await read()).toEqual({ count: COUNT_LIMIT, isTruncated: false });
    await prisma.$executeRaw`UPDATE provisioning_keys SET deleted_at = now() WHERE starts_with(name, 'crowd ')`;
  });
});

describe("exportKeys", () => {
  const read = async (actor: UserActor, input: Parameters<typeof exportKeys>[1]) => {
    let text = "";
    for await (const piece of await exportKeys(actor, input)) text += piece;
    return text;
  };

  it("writes what the list shows, in its order, never a key string, and nothing a spreadsheet runs", async () => {
    const key = await createKey(prisma, { name: "-2+3 export", maximum: null, used: 7 });
    await createKey(prisma, { name: "export plain", managed: { by: "deception", reason: '=HYPERLINK("x")' } });
    const csv = await read(viewer, { q: "export", sort: "name", format: "csv" });
    const lines = csv.split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^"id","name","status","maximum","utilizationCount",/);
    expect(lines[1]).toContain(`"'-2+3 export","active","Unlimited","7","Unlimited"`);
    expect(lines[2]).toContain(`"'=HYPERLINK(""x"")"`);
    const jsonl = await read(viewer, { q: "export", sort: "-name", format: "jsonl" });
    const objects = jsonl
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(objects.map(({ name }) => name)).toEqual(["export plain", "-2+3 export"]);
    expect(objects[1]).toMatchObject({ id: key.id, maximum: "Unlimited", utilizationCount: 7, expiresAt: null });
    const data = key.keyString.split("|")[2] ?? "";
    for (const text of [csv, jsonl]) {
      for (let at = 22; at < 108; at += 1) expect(text).not.toContain(data.slice(at, at + 8));
    }
  });

  it("goes through every key once, however many pieces that takes", async () => {
    const key = await createKey(prisma, { name: "bulk" });
    await prisma.$executeRaw`
      WITH made AS (
        INSERT INTO provisioning_keys (name, name_key, maximum, group_id, group_name, group_name_key, group_enabled,
          signing_certificate_id, fingerprints, created_by_name)
        SELECT 'bulk ' || n, 'bulk ' || n, NULLIF(n % 3, 0), group_id, group_name, group_name_key, group_enabled,
          signing_certificate_id, 'bulk', 'Bulk'
        FROM provisioning_keys, generate_series(1, 2499) n WHERE id = ${key.id}::uuid
        RETURNING id
      )
      INSERT INTO provisioning_key_secrets (id, key_id, digest, host, fingerprint, mask)
      SELECT gen_random_uuid(), id, sha256(id::text::bytea), 'h', '0123456789abcdef', 'm' FROM made`;
    for (const sort of ["-created", "maximum", "-lastUsed"] as const) {
      const jsonl = await read(admin, {
        filters: [{ column: "name", op: "starts", value: "bulk" }],
        sort,
        format: "jsonl",
      });
      const ids = jsonl
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).id);
      expect([ids.length, new Set(ids).size]).toEqual([2_500, 2_500]);
    }
    expect(await listKeyCreators(viewer, {})).toEqual(["Bulk", "Factory"]);
  });
});
