import pg from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { getKey, getKeys } from "@/lib/services/provisioning-keys/get";
import { listKeys } from "@/lib/services/provisioning-keys/list";
import { KEY_SORTS } from "@/lib/services/provisioning-keys/list/schema";
import { KEY_STATUSES } from "@/lib/services/provisioning-keys/schema";
import { createActor, createConnector, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let admin: UserActor;
let viewer: UserActor;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN");
  viewer = await createActor(prisma, "VIEWER");
});

const names = async (params: Parameters<typeof listKeys>[1]) =>
  (await listKeys(admin, params)).rows.map((row) => row.name);

/** Statements that reach the server while `work` runs. */
async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: number }> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    return { result: await work(), statements: spy.mock.calls.length };
  } finally {
    spy.mockRestore();
  }
}

describe("listKeys", () => {
  it("shows each state as the server judges it", async () => {
    for (const state of KEY_STATUSES) await createKey(prisma, { name: `state ${state}`, state });
    const disabledGroup = await createGroup(prisma, { enabled: false });
    await createKey(prisma, { name: "state by group", group: disabledGroup });
    const { rows } = await listKeys(admin, { q: "state ", sort: "name" });
    expect(rows.map((row) => [row.name, row.status, row.disabledBy, row.revealBlock])).toEqual([
      ["state active", "active", null, null],
      ["state by group", "disabled", "group", null],
      ["state disabled", "disabled", "key", null],
      ["state exhausted", "exhausted", null, "exhausted"],
      ["state expired", "expired", null, "expired"],
      ["state expiring", "expiring", null, null],
    ]);
    expect(rows[0]).toMatchObject({ maximum: 10, used: 0, remaining: 10, canReveal: true, canEdit: true });
    expect(rows[3]).toMatchObject({ used: 10, remaining: 0, canReveal: false, canEdit: true });
  });

  it("leaves the key cell blank where View or Export is off, and marks managed keys", async () => {
    await createKey(prisma, { name: "blank hidden", viewOrExport: false });
    await createKey(prisma, { name: "blank managed", managed: { by: "deception", reason: "Used by Deception" } });
    const { rows } = await listKeys(admin, { q: "blank", sort: "name" });
    expect(rows[0]).toMatchObject({ mask: null, canReveal: false, revealBlock: "hidden", canEdit: true });
    expect(rows[1]).toMatchObject({ canReveal: true, canEdit: false, managedReason: "Used by Deception" });
    expect(rows[1]?.mask).toMatch(/^1\|api\.private\.…\|[\w+/]{4}…[\w+/]{2}==$/);
  });

  it("decides by the role of who asks", async () => {
    await createKey(prisma, { name: "role" });
    const { rows } = await listKeys(viewer, { q: "role" });
    expect(rows[0]).toMatchObject({ canReveal: false, revealBlock: "role", canEdit: false });
  });

  it("hands out no key string, digest or ciphertext", async () => {
    const key = await createKey(prisma, { name: "whitelist" });
    const answer = JSON.stringify([await listKeys(admin, { q: "whitelist" }), await getKey(admin, { id: key.id })]);
    const data = key.keyString.split("|")[2] ?? "";
    expect(answer).toContain(key.fingerprint);
    for (let at = 22; at < 108; at += 1) expect(answer).not.toContain(data.slice(at, at + 8));
    expect(answer).not.toMatch(/digest|ciphertext/i);
  });

  it("takes two statements for a page of a hundred keys, and one for the details of all", async () => {
    const group = await createGroup(prisma);
    const made: string[] = [];
    for (let n = 0; n < 100; n += 1) made.push((await createKey(prisma, { name: `many ${n}`, group })).id);
    const page = await countStatements(() => listKeys(admin, { q: "many ", perPage: 100 }));
    expect(page.result).toMatchObject({ total: 100, about: false, page: 1, pageCount: 1 });
    expect(page.result.rows).toHaveLength(100);
    expect(page.statements).toBe(2);
    const details = await countStatements(() => getKeys(admin, { ids: made }));
    expect(details.result.map((detail) => detail.id)).toEqual(made);
    expect(details.statements).toBe(1);
  });

  it("finds three characters anywhere in name, group and fingerprint", async () => {
    const group = await createGroup(prisma, { name: "Zürich Basement" });
    const key = await createKey(prisma, { name: "Findable ＡＢＣ", group });
    expect(await names({ q: "NDABLE" })).toEqual(["Findable ＡＢＣ"]);
    expect(await names({ q: "findable abc" })).toEqual(["Findable ＡＢＣ"]);
    expect(await names({ q: "ZÜRICH" })).toEqual(["Findable ＡＢＣ"]);
    expect(await names({ q: "zu\u0308rich base" })).toEqual(["Findable ＡＢＣ"]);
    expect(await names({ q: key.fingerprint.slice(4, 14).toUpperCase() })).toEqual(["Findable ＡＢＣ"]);
    expect(await names({ q: "findable\u0000" })).toEqual(["Findable ＡＢＣ"]);
  });

  it("finds one or two characters at the start of the name only", async () => {
    await createKey(prisma, { name: "Qz first" });
    await createKey(prisma, { name: "not qz" });
    expect(await names({ q: "qz" })).toEqual(["Qz first"]);
    expect(await names({ q: "q" })).toEqual(["Qz first"]);
  });

  it("takes % and _ and \\ as themselves", async () => {
    await createKey(prisma, { name: "lit_eral" });
    await createKey(prisma, { name: "litxeral" });
    expect(await names({ q: "lit_eral" })).toEqual(["lit_eral"]);
    expect(await names({ q: "l_t" })).toEqual([]);
    for (const q of ["%", "%%", "%%%", "_", "__", "___", "lit%eral", "\\", "lit\\_eral", "'; --"]) {
      expect(await names({ q })).toEqual([]);
    }
  });

  it("keeps every order total, with the id as the last word", async () => {
    const group = await createGroup(prisma);
    const createdAt = new Date("2026-01-01T00:00:00Z");
    for (let n = 0; n < 6; n += 1) {
      const odd = n % 2 === 1;
      await createKey(prisma, {
        name: `order ${n}`,
        group,
        createdAt,
        maximum: odd ? null : 5,
        ...(odd && { lastUsedAt: createdAt }),
      });
    }
    for (const sort of KEY_SORTS) {
      const whole = (await listKeys(admin, { q: "order ", sort, perPage: 10 })).rows;
      const ids = whole.map((row) => row.id);
      expect(new Set(ids).size).toBe(6);
      const opposite = sort.startsWith("-") ? sort.slice(1) : `-${sort}`;
      const back = KEY_SORTS.find((other) => other === opposite);
      expect((await listKeys(admin, { q: "order ", sort: back })).rows.map((row) => row.id)).toEqual(ids.toReversed());
    }
    const first = async (sort: (typeof KEY_SORTS)[number]) => (await listKeys(admin, { q: "order ", sort })).rows[0];
    expect((await first("maximum"))?.maximum).toBe(5);
    expect((await first("-maximum"))?.maximum).toBeNull();
    expect((await first("lastUsed"))?.lastUsedAt).toBeNull();
    expect((await first("-lastUsed"))?.lastUsedAt).not.toBeNull();
  });

  it("goes to the last page when the asked one lies beyond it, and leaves out deleted keys", async () => {
    const group = await createGroup(prisma);
    for (let n = 0; n < 11; n += 1) await createKey(prisma, { name: `beyond ${n}`, group });
    await createKey(prisma, { name: "beyond deleted", group, deletedAt: new Date() });
    const page = await listKeys(admin, { q: "beyond", page: 99, perPage: 10 });
    expect(page).toMatchObject({ page: 2, pageCount: 2, total: 11 });
    expect(page.rows).toHaveLength(1);
    expect(await listKeys(admin, { q: "nothing at all" })).toMatchObject({ rows: [], total: 0, page: 1, pageCount: 1 });
  });

  it("counts exactly up to 10,000 and says about beyond", async () => {
    const { id } = await createKey(prisma, { name: "bulk" });
    await prisma.$executeRaw`
      WITH made AS (
        INSERT INTO provisioning_keys (name, name_key, group_id, group_name, group_name_key, group_enabled,
          signing_certificate_id, fingerprints, created_by_name)
        SELECT 'bulk ' || n, 'bulk ' || n, group_id, group_name, group_name_key, group_enabled, signing_certificate_id,
          'bulk', 'Factory'
        FROM provisioning_keys, generate_series(1, 9999) n WHERE id = ${id}::uuid
        RETURNING id
      )
      INSERT INTO provisioning_key_secrets (id, key_id, digest, host, fingerprint, mask)
      SELECT gen_random_uuid(), id, sha256(id::text::bytea), 'h', '0123456789abcdef', 'm' FROM made`;
    expect(await listKeys(admin, { q: "bulk" })).toMatchObject({ total: 10_000, about: false, pageCount: 400 });
    await createKey(prisma, { name: "bulk one more" });
    expect(await listKeys(admin, { q: "bulk", page: 400 })).toMatchObject({ total: 10_000, about: true, page: 400 });
    await prisma.provisioningKey.deleteMany({ where: { name: { startsWith: "bulk" } } });
  });
});

describe("getKeys", () => {
  it("tells certificate, connectors and creator, and leaves out what is gone", async () => {
    const key = await createKey(prisma, { name: "details", maximum: null });
    await createConnector(prisma, key);
    await createConnector(prisma, key, { enabled: false });
    await createConnector(prisma, key, { state: "PENDING" });
    const gone = await createKey(prisma, { name: "details gone", deletedAt: new Date() });
    const [detail, ...others] = await getKeys(viewer, { ids: [gone.id, key.id, crypto.randomUUID()] });
    expect(others).toEqual([]);
    expect(detail).toMatchObject({
      name: "details",
      used: 3,
      remaining: null,
      createdByName: "Factory",
      connectors: { enrolled: 3, active: 1 },
      signingCertificate: { id: key.signingCertificateId, name: "Connector" },
    });
    expect(detail?.signingCertificate.fingerprintSha256).toMatch(/^[0-9a-f:]{64,95}$/i);
    expect(Date.parse(detail?.signingCertificate.notAfter ?? "")).toBeGreaterThan(Date.now());
    await expect(getKey(viewer, { id: gone.id })).rejects.toMatchObject({ code: "not_found" });
  });
});
