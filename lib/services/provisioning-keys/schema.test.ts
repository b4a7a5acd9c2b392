import { describe, expect, it } from "vitest";
import { KEYS_LIST } from "@/lib/services/provisioning-keys/list/schema";
import {
  createKeySchema,
  maximumSchema,
  maximumTextSchema,
  removeKeySchema,
  updateKeySchema,
} from "@/lib/services/provisioning-keys/schema";
import type { Params } from "@/lib/table/list";

const uuid = () => crypto.randomUUID();
const create = () => ({
  requestId: uuid(),
  name: "AWS Oregon",
  group: { kind: "existing" as const, id: uuid() },
  signingCertificateId: uuid(),
  maximum: 10,
  viewOrExport: true,
  expiresAt: null,
  allowList: [],
  enabled: true,
});
const problems = (input: unknown) =>
  createKeySchema.safeParse(input).error?.issues.map((issue) => issue.path.join(".")) ?? [];

describe("maximum", () => {
  it.each([1, 2, 999_999_999, 1_000_000_000, null])("takes %j", (value) => {
    expect(maximumSchema.parse(value)).toBe(value);
  });

  it.each([
    0,
    -1,
    -0.5,
    1.5,
    1_000_000_001,
    2 ** 31,
    2 ** 53 + 2,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "12",
    " 5",
    "１２",
    "",
    true,
    [5],
    {},
    undefined,
    10n,
  ])("refuses %o with a sentence", (value) => {
    expect(maximumSchema.safeParse(value).error?.issues[0]?.message).toMatch(/^Enter a whole number from 1 /);
  });

  it.each([
    ["12", 12],
    [" 5", 5],
    ["1000000000", 1_000_000_000],
    ["007", 7],
  ])("reads typed %j", (typed, value) => {
    expect(maximumTextSchema.parse(typed)).toBe(value);
  });

  it.each(["0", "-1", "1.5", "1e9", "0x10", "１２", "1,000", "1 000", "1000000001", "2147483648", "", "x", "∞"])(
    "refuses typed %j",
    (typed) => {
      expect(maximumTextSchema.safeParse(typed).success).toBe(false);
    },
  );
});

describe("createKeySchema", () => {
  it("takes a full form, with an existing or a new group", () => {
    expect(createKeySchema.parse(create())).toMatchObject({ name: "AWS Oregon", maximum: 10 });
    expect(createKeySchema.parse({ ...create(), group: { kind: "new", name: " Oregon " } }).group).toEqual({
      kind: "new",
      name: "Oregon",
      enabled: true,
      description: "",
      location: "",
      latitude: null,
      longitude: null,
      countryCode: null,
      dnsResolution: "IPV4_AND_IPV6",
      tcpQuickAck: false,
      disasterRecovery: false,
      allowList: [],
      versionProfile: "DEFAULT",
      updateDay: 0,
      updateMinute: 1110,
    });
  });

  it.each([
    ["name", { name: undefined }, "name"],
    ["maximum left out: Unlimited must be said", { maximum: undefined }, "maximum"],
    ["operator instead of an id", { signingCertificateId: { contains: "" } }, "signingCertificateId"],
    ["text for a switch", { viewOrExport: "true" }, "viewOrExport"],
    ["a date without time", { expiresAt: "2026-12-01" }, "expiresAt"],
    ["a day that does not exist", { expiresAt: "2026-02-30T00:00:00Z" }, "expiresAt"],
    ["no group", { group: undefined }, "group"],
    ["a group of another kind", { group: { kind: "all" } }, "group.kind"],
    ["a group with an operator", { group: { kind: "existing", id: { not: "" } } }, "group.id"],
    ["a new group without name", { group: { kind: "new" } }, "group.name"],
    ["half a place", { group: { kind: "new", name: "G", latitude: 1 } }, "group.longitude"],
    ["a schedule off the quarter", { group: { kind: "new", name: "G", updateMinute: 10 } }, "group.updateMinute"],
    ["a foreign field of a group", { group: { kind: "new", name: "G", nameKey: "x" } }, "group"],
    ["an allow list entry", { allowList: ["10.0.0.0/8", "nonsense"] }, "allowList.1"],
    ["a foreign field", { used: 0 }, ""],
    ["a managed key", { managedBy: "deception" }, ""],
  ])("points at %s", (_, change, path) => {
    expect(problems({ ...create(), ...change })).toContain(path);
  });

  it("keeps an instant in UTC", () => {
    const parsed = createKeySchema.parse({ ...create(), expiresAt: "2026-12-01T10:00:00+02:00" });
    expect(parsed.expiresAt).toBe("2026-12-01T08:00:00.000Z");
  });
});

describe("updateKeySchema and removeKeySchema", () => {
  it("refuse group, key string and count, and ids that are none", () => {
    const { requestId: _, group, ...fields } = create();
    const update = { ...fields, id: uuid(), version: 1 };
    expect(updateKeySchema.safeParse(update).success).toBe(true);
    for (const foreign of [{ group }, { used: 1 }, { groupId: uuid() }, { fingerprint: "x" }, { version: 0 }])
      expect(updateKeySchema.safeParse({ ...update, ...foreign }).success).toBe(false);
    expect(removeKeySchema.safeParse({ id: "1", version: 1, revokeConnectors: false }).success).toBe(false);
    expect(removeKeySchema.safeParse({ id: uuid(), version: 1 }).success).toBe(false);
  });
});

describe("KEYS_LIST.parse", () => {
  const read = (params: Params) => KEYS_LIST.parse(params).input;
  const defaults = { q: "", sort: "-created", page: 1, perPage: 25, filters: [], cursor: null };

  it("reads what is there", () => {
    expect(read({ q: " oregon ", sort: "-used", page: "3", perPage: "50" })).toEqual({
      q: "oregon",
      sort: "-used",
      page: 3,
      perPage: 50,
      filters: [],
      cursor: null,
    });
  });

  it("reads filters and the cursor, and says which filters it left out", () => {
    const { input, dropped } = KEYS_LIST.parse({
      filter: ["status:any:active,expiring", "used:gte:10", "digest:equals:x"],
      cursor: "last",
    });
    expect(input.filters).toEqual([
      { column: "status", op: "any", value: ["active", "expiring"] },
      { column: "used", op: "gte", value: 10 },
    ]);
    expect(input.cursor).toBe("last");
    expect(dropped).toEqual([{ text: "digest:equals:x", reason: "there is no such column" }]);
    expect(KEYS_LIST.parse({ cursor: "a b" }).input.cursor).toBeNull();
  });

  it.each([
    {},
    { q: ["a", "b"], sort: ["name", "used"] },
    { sort: "nameKey" },
    { sort: "--name" },
    { sort: "name; DROP TABLE provisioning_keys" },
    { page: "0" },
    { page: "-1" },
    { page: "1.5" },
    { page: "1e3" },
    { page: "99999999999999999999" },
    { page: "２" },
    { perPage: "7" },
    { perPage: "100000" },
    { perPage: " 25" },
    { unknown: "x" },
  ])("falls back on %j", (params) => {
    expect(KEYS_LIST.parse(params).input).toEqual(defaults);
  });

  it("cuts search text and drops what the database refuses", () => {
    expect(read({ q: `a\u0000\ud800\u202eb${"x".repeat(500)}` }).q).toBe(`ab${"x".repeat(198)}`);
    expect(read({ q: "😀".repeat(300) }).q).toBe("😀".repeat(200));
  });

  it("gives what the verb takes", () => {
    expect(KEYS_LIST.schema.parse(read({ page: "2" }))).toEqual({ ...defaults, page: 2 });
    expect(KEYS_LIST.schema.safeParse({ sort: { name: "asc" } }).success).toBe(false);
  });
});
