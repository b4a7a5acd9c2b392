import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import { buildKeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import { listKeys } from "@/lib/services/provisioning-keys/list";
import { KEY_SORTS, type KeySort } from "@/lib/services/provisioning-keys/list/schema";
import { parseCursor } from "@/lib/services/provisioning-keys/list-cursor";
import { type PageQuery, STRATEGIES, selectFew, selectPage } from "@/lib/services/provisioning-keys/select-page";
import { canSlice } from "@/lib/services/provisioning-keys/slice-page";
import { parseFilterTexts } from "@/lib/table/filters-parse";
import { createActor, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

/** More keys than are counted. */
const KEYS = 12_000;
const DAY = 86_400_000;
const PER_PAGE = 25;
const day = (ago: number) => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);

type Row = {
  id: string;
  nameKey: string;
  groupNameKey: string;
  fingerprints: string;
  used: number;
  maximum: number | null;
  enabled: boolean;
  groupEnabled: boolean;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
  createdByName: string;
  managedBy: string | null;
};

let admin: UserActor;
let rows: Row[];
let now: number;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN");
  for (const [name, enabled] of [
    ["North-1 web", true],
    ["north web", true],
    ["South", false],
  ] as const) {
    await createKey(prisma, { group: await createGroup(prisma, { name, enabled }) });
  }
  // Names carry the number, so that a text may be found among the oldest only; expiry and last use follow creation, except
  // where a key is odd: used before it was created, used without a time, or with a time and never used.
  await prisma.$executeRaw`
    INSERT INTO provisioning_keys (name, name_key, group_id, group_name, group_name_key, group_enabled, signing_certificate_id,
      fingerprints, created_by_name, maximum, used, enabled, expires_at, created_at, last_used_at, deleted_at, managed_by, managed_reason)
    SELECT made.name, made.name, g.id, g.name, g.name_key, g.enabled, (SELECT id FROM signing_certificates WHERE name_key = 'connector'),
      substr(md5(n::text), 1, 16), (ARRAY['ada','bea','cy'])[1 + n % 3], maximum, used, n % 41 <> 0,
      CASE WHEN n % 2 = 0 THEN created + interval '300 days' END, created,
      CASE WHEN n % 97 = 0 THEN created - interval '40 days' WHEN n % 89 = 0 THEN NULL WHEN used > 0 OR n % 83 = 0
        THEN date_trunc('day', created + (now() - created) * ((n % 10) / 10.0)) END,
      CASE WHEN n % 101 = 0 THEN now() END, CASE WHEN n % 13 = 0 THEN 'm' END, CASE WHEN n % 13 = 0 THEN 'r' END
    FROM generate_series(1, ${KEYS}::int) n,
      LATERAL (SELECT (ARRAY['fra1-web','fra1_db','a.fra1 x','osl'])[1 + n % 4] || '-' || lpad(n::text, 5, '0') AS name,
        date_trunc('hour', now() - interval '1 hour' * (${KEYS}::int - n) * 2) AS created,
        CASE WHEN n % 7 = 0 THEN NULL ELSE 1 + n % 20 END AS maximum, CASE WHEN n % 3 = 0 THEN 0 ELSE n % 23 END AS used) AS made,
      LATERAL (SELECT * FROM connector_groups ORDER BY name_key OFFSET n % 3 LIMIT 1) AS g`;
  await prisma.$executeRaw`
    INSERT INTO provisioning_key_secrets (id, key_id, digest, host, fingerprint, mask)
    SELECT gen_random_uuid(), k.id, sha256(k.id::text::bytea), 'h', k.fingerprints, 'm' FROM provisioning_keys k
    WHERE NOT EXISTS (SELECT 1 FROM provisioning_key_secrets s WHERE s.key_id = k.id)`;
  await prisma.$executeRaw`ANALYZE provisioning_keys`;
  rows = await prisma.provisioningKey.findMany({
    where: { deletedAt: null },
    select: {
      ...{ id: true, nameKey: true, groupNameKey: true, fingerprints: true, used: true, maximum: true, enabled: true },
      ...{
        groupEnabled: true,
        expiresAt: true,
        lastUsedAt: true,
        createdAt: true,
        createdByName: true,
        managedBy: true,
      },
    },
  });
  now = Date.now();
});

const percent = (row: Row) => (row.maximum === null ? null : Math.floor((row.used * 100) / row.maximum));
const isExpired = (row: Row) => row.expiresAt !== null && row.expiresAt.getTime() <= now;
const isDisabled = (row: Row) => !row.enabled || !row.groupEnabled;
const isFull = (row: Row) => row.maximum !== null && row.used >= row.maximum;
const at = (text: string) => Date.parse(`${text}T00:00:00Z`);

/** What each filter means, said once more and without SQL. */
const MEANING: Record<string, (row: Row) => boolean> = {
  "name:contains:fra1": (row) => row.nameKey.includes("fra1"),
  "name:contains:fra1-web": (row) => row.nameKey.includes("fra1-web"),
  "name:contains:-00": (row) => row.nameKey.includes("-00"),
  "name:contains:1_d": (row) => row.nameKey.includes("1_d"),
  "name:contains:a.f": (row) => row.nameKey.includes("a.f"),
  "name:contains:1 X": (row) => row.nameKey.includes("1 x"),
  "name:contains:web-web": () => false,
  "name:starts:fra1-": (row) => row.nameKey.startsWith("fra1-"),
  "group:contains:web": (row) => row.groupNameKey.includes("web"),
  "group:contains:-1 w": (row) => row.groupNameKey.includes("-1 w"),
  "group:starts:south": (row) => row.groupNameKey.startsWith("south"),
  "fingerprint:contains:abc": (row) => row.fingerprints.includes("abc"),
  "status:any:exhausted": (row) => !isDisabled(row) && !isExpired(row) && isFull(row),
  "status:any:expired": (row) => !isDisabled(row) && isExpired(row),
  "status:any:active,expiring": (row) => !isDisabled(row) && !isExpired(row) && !isFull(row),
  "status:none:disabled": (row) => !isDisabled(row),
  "maximum:eq:1": (row) => row.maximum === 1,
  "maximum:lte:10": (row) => row.maximum !== null && row.maximum <= 10,
  "maximum:ne:10": (row) => row.maximum !== 10,
  "limit:any:unlimited": (row) => row.maximum === null,
  "limit:any:limited": (row) => row.maximum !== null,
  "used:gte:1": (row) => row.used >= 1,
  "used:eq:0": (row) => row.used === 0,
  "used:ne:0": (row) => row.used !== 0,
  "used:lt:1": (row) => row.used < 1,
  "used:gt:12": (row) => row.used > 12,
  "utilization:gte:100": (row) => (percent(row) ?? -1) >= 100,
  "utilization:lt:50": (row) => (percent(row) ?? 100) < 50,
  "lastUsed:never": (row) => row.lastUsedAt === null,
  [`lastUsed:before:${day(300)}`]: (row) => row.lastUsedAt !== null && row.lastUsedAt.getTime() < at(day(300)),
  [`lastUsed:before:${day(20)}`]: (row) => row.lastUsedAt !== null && row.lastUsedAt.getTime() < at(day(20)),
  [`lastUsed:after:${day(20)}`]: (row) => row.lastUsedAt !== null && row.lastUsedAt.getTime() >= at(day(19)),
  [`expires:before:${day(0)}`]: (row) => row.expiresAt !== null && row.expiresAt.getTime() < at(day(0)),
  [`created:before:${day(500)}`]: (row) => row.createdAt.getTime() < at(day(500)),
  "createdBy:any:ada,cy": (row) => ["ada", "cy"].includes(row.createdByName),
  "managed:any:yes": (row) => row.managedBy !== null,
};
const ALL = Object.keys(MEANING);
/** Every filter, every pair, and no filter. */
const COMBINATIONS = [[], ...ALL.map((text) => [text]), ...ALL.flatMap((a, n) => ALL.slice(n + 1).map((b) => [a, b]))];

const text = (value: string) => value;
/** Unlimited is more than any number, never later than any expiry, never used before any use. */
const VALUES: Record<string, (row: Row) => string | number> = {
  name: (row) => text(row.nameKey),
  maximum: (row) => row.maximum ?? Number.POSITIVE_INFINITY,
  used: (row) => row.used,
  utilization: (row) => percent(row) ?? Number.POSITIVE_INFINITY,
  group: (row) => text(row.groupNameKey),
  expires: (row) => row.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
  lastUsed: (row) => row.lastUsedAt?.getTime() ?? 0,
  created: (row) => row.createdAt.getTime(),
  createdBy: (row) => text(row.createdByName),
};

/** Computes once for the same arguments: rows and meanings stay as they are while the tests run. */
function once<Given extends unknown[], T>(compute: (...given: Given) => T): (...given: Given) => T {
  const known = new Map<string, T>();
  return (...given) => {
    const name = JSON.stringify(given);
    const value = known.get(name) ?? compute(...given);
    known.set(name, value);
    return value;
  };
}

/** The rows a filter leaves. */
const matching = once((filter: string) => new Set(rows.filter((row) => MEANING[filter]?.(row))));

/** All rows in one order. */
const sorted = once((sort: KeySort) => {
  const value = VALUES[sort.replace("-", "")];
  if (!value) throw new Error("an order without a meaning");
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  const rising = rows
    .map((row) => ({ row, value: value(row) }))
    .sort((a, b) => compare(a.value, b.value) || compare(a.row.id, b.row.id))
    .map(({ row }) => row);
  return sort.startsWith("-") ? rising.reverse() : rising;
});

/** The ids a list must show: every row judged, in order. */
function expectIds(texts: string[], sort: KeySort): string[] {
  const sets = texts.map((text) => matching(text));
  return ids(sorted(sort).filter((row) => sets.every((set) => set.has(row))));
}

function parse(texts: string[]) {
  const { filters, dropped } = parseFilterTexts(texts, KEY_FILTERS);
  expect(dropped).toEqual([]);
  return filters;
}

const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
const sortOf = (n: number) => KEY_SORTS[n % KEY_SORTS.length] ?? "-created";

describe("a list", () => {
  it("shows what judging every row shows, whatever the filters and the order", async () => {
    for (const [n, texts] of COMBINATIONS.entries()) {
      // The usual order for all, and each of the others for some.
      for (const sort of new Set<KeySort>(["-created", sortOf(n)])) {
        const expected = expectIds(texts, sort);
        const page = await listKeys(admin, { filters: parse(texts), sort, perPage: PER_PAGE });
        const said = `${texts.join(" + ")} by ${sort}`;
        expect(ids(page.rows), said).toEqual(expected.slice(0, PER_PAGE));
        expect([page.about, page.total], said).toEqual(
          expected.length > 10_000 ? [true, 10_000] : [false, expected.length],
        );
      }
    }
  });

  it("can be read to its end and back by cursors", async () => {
    for (const texts of [[`lastUsed:before:${day(20)}`], ["name:contains:-00"], ["name:contains:fra1", "used:gte:1"]]) {
      for (const sort of KEY_SORTS) {
        const query = { filters: parse(texts), sort, perPage: 100 } as const;
        const expected = expectIds(texts, sort);
        const last = await listKeys(admin, { ...query, cursor: "last" });
        expect(ids(last.rows)).toEqual(expected.slice(Math.floor((expected.length - 1) / 100) * 100));
        const before = await listKeys(admin, { ...query, cursor: last.cursor.previous });
        expect(ids(before.rows)).toEqual(expected.slice(-last.rows.length - 100, -last.rows.length));
        const again = await listKeys(admin, { ...query, cursor: before.cursor.next });
        expect(ids(again.rows)).toEqual(ids(last.rows));
      }
    }
  });
});

/** Where the second page begins, as the list says. */
const nextCursor = once(async (texts: string[], sort: KeySort) => {
  const { cursor } = await listKeys(admin, { filters: parse(texts), sort, perPage: PER_PAGE });
  return cursor.next;
});

describe("each way to read a page", () => {
  it.each(STRATEGIES)("%s finds the rows of every order, from anywhere", async (strategy) => {
    for (const [n, texts] of COMBINATIONS.entries()) {
      if (n > ALL.length && n % 11 !== 0) continue;
      const filters = parse(texts);
      const conditions = buildKeyConditions("", filters);
      for (const sort of new Set<KeySort>(["-created", "created", sortOf(n)])) {
        const expected = expectIds(texts, sort);
        if (strategy === "slice" && !canSlice(conditions, sort)) continue;
        const base = { conditions, form: "seek", sort, limit: PER_PAGE, strollRows: KEYS } as const;
        const read = async (query: Pick<PageQuery, "offset" | "position">) =>
          ids(await selectPage(prisma, strategy, { ...base, ...query }));
        const said = `${texts.join(" + ")} by ${sort}`;
        expect(await read({ offset: 50, position: null }), said).toEqual(expected.slice(50, 50 + PER_PAGE));
        expect(await read({ offset: 0, position: { kind: "last" } }), said).toEqual(expected.slice(-PER_PAGE));
        const next = await nextCursor(texts, sort);
        const position = next === null ? null : parseCursor(next, sort);
        if (position === null) continue;
        expect(await read({ offset: 0, position }), said).toEqual(expected.slice(PER_PAGE, 2 * PER_PAGE));
      }
    }
  });

  it("counts and reads at once, in either form", async () => {
    for (const form of ["seek", "walk"] as const) {
      for (const texts of COMBINATIONS.filter((_, n) => n % 4 === 0)) {
        const expected = expectIds(texts, "name");
        const few = await selectFew(prisma, {
          ...{ conditions: buildKeyConditions("", parse(texts)), form, sort: "name" },
          ...{ limit: PER_PAGE, perPage: PER_PAGE, most: 10_000, offset: 1_000_000, position: null },
        });
        expect(few.found, texts.join(" + ")).toBe(Math.min(expected.length, 10_001));
        const lastPage = expected.slice(Math.floor(Math.max(0, expected.length - 1) / PER_PAGE) * PER_PAGE);
        expect(ids(few.rows), texts.join(" + ")).toEqual(expected.length > 10_000 ? [] : lastPage);
      }
    }
  });
});
