import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Filter,
  type FilterColumn,
  MAX_CHOICES,
  MAX_DAYS,
  MAX_FILTERS,
  MAX_TEXT,
  OPERATORS,
} from "@/lib/table/filters";
import { parseFilters } from "@/lib/table/filters-parse";
import { filterListSchema } from "@/lib/table/filters-schema";
import { FILTER_PARAM, formatFilters } from "@/lib/table/filters-url";

const COLUMNS: FilterColumn[] = [
  { name: "name", label: "Name", type: "text", operators: OPERATORS.text },
  { name: "used", label: "Count", type: "number", operators: OPERATORS.number },
  {
    name: "status",
    label: "Status",
    type: "choice",
    operators: OPERATORS.choice,
    choices: ["active", "expired", "a,b", "50%", "%2C"].map((value) => ({ value, label: value })),
  },
  { name: "certificate", label: "Certificate", type: "choice", operators: OPERATORS.choice, format: "uuid" },
  { name: "expires", label: "Expiry", type: "date", operators: OPERATORS.date },
  { name: "created", label: "Created", type: "date", operators: ["before", "after", "last"] },
];

const parse = (...texts: string[]) => parseFilters({ [FILTER_PARAM]: texts }, COLUMNS);

describe("the address of filters", () => {
  it("is short and readable", () => {
    expect(
      formatFilters([
        { column: "name", op: "contains", value: "fra1: 50%, really" },
        { column: "used", op: "between", value: [1, 50] },
        { column: "status", op: "any", value: ["active", "a,b", "50%"] },
        { column: "expires", op: "never" },
        { column: "expires", op: "last", value: 7 },
        { column: "created", op: "before", value: "2026-11-23" },
      ]),
    ).toEqual([
      "name:contains:fra1: 50%, really",
      "used:between:1,50",
      "status:any:active,a%2Cb,50%25",
      "expires:never",
      "expires:last:7",
      "created:before:2026-11-23",
    ]);
  });

  it("gives back every list of filters, through a real address", () => {
    const text = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
      .map((value) => [...value.replace(/\p{C}/gu, "").trim()].join(""))
      .filter((value) => value !== "");
    const number = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    const day = fc
      .date({ min: new Date("1970-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const filter = fc.oneof(
      fc.record({ column: fc.constant("name"), op: fc.constantFrom(...OPERATORS.text), value: text }),
      fc.record({
        column: fc.constant("used"),
        op: fc.constantFrom("eq" as const, "ne" as const, "lt" as const, "gte" as const),
        value: number,
      }),
      fc.record({
        column: fc.constant("used"),
        op: fc.constant("between" as const),
        value: fc.tuple(number, number).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
      }),
      fc.record({
        column: fc.constant("status"),
        op: fc.constantFrom(...OPERATORS.choice),
        value: fc.subarray(["active", "expired", "a,b", "50%", "%2C"], { minLength: 1 }),
      }),
      fc.record({
        column: fc.constant("certificate"),
        op: fc.constantFrom(...OPERATORS.choice),
        value: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: MAX_CHOICES }),
      }),
      fc.record({
        column: fc.constant("created"),
        op: fc.constantFrom("before" as const, "after" as const),
        value: day,
      }),
      fc.record({
        column: fc.constant("expires"),
        op: fc.constantFrom("last" as const, "next" as const),
        value: fc.integer({ min: 1, max: MAX_DAYS }),
      }),
      fc.constant({ column: "expires", op: "never" as const }),
    );
    const list = fc.uniqueArray(filter, { maxLength: MAX_FILTERS, selector: (value) => JSON.stringify(value) });
    fc.assert(
      fc.property(list, (filters: Filter[]) => {
        const search = new URLSearchParams(formatFilters(filters).map((value) => [FILTER_PARAM, value])).toString();
        const read = new URLSearchParams(search).getAll(FILTER_PARAM);
        expect(parse(...read)).toEqual({ filters, dropped: [] });
        expect(filterListSchema(COLUMNS).parse(filters)).toEqual(filters);
      }),
      { numRuns: 300 },
    );
  });

  it("never fails, whatever the address says, and only lets through what the list knows", () => {
    const junk = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc
        .tuple(
          fc.constantFrom(...COLUMNS.map(({ name }) => name), "id", "__proto__", "constructor"),
          fc.constantFrom(...Object.values(OPERATORS).flat(), "regex", ""),
          fc.string({ unit: "binary", maxLength: 30 }),
        )
        .map((parts) => parts.join(":")),
    );
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 60 }), (texts) => {
        const { filters } = parse(...texts);
        expect(filterListSchema(COLUMNS).safeParse(filters)).toMatchObject({ success: true, data: filters });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["nothing", "there is no such column"],
    ["", "there is no such column"],
    ["__proto__:contains:x", "there is no such column"],
    ["passwordHash:starts:x", "there is no such column"],
    ["name", "“Name” has no such comparison"],
    ["name:regex:x", "“Name” has no such comparison"],
    ["created:never", "“Created” has no such comparison"],
    ["name:contains:", "it looks for nothing"],
    ["name:contains:\u0000 \u202e", "it looks for nothing"],
    ["used:eq:1e3", "it needs a whole number"],
    ["used:eq:-1", "it needs a whole number"],
    ["used:eq:１２", "it needs a whole number"],
    ["used:eq: 5", "it needs a whole number"],
    ["used:eq:99999999999999999999", "it needs a whole number"],
    ["used:between:5", "its value is not valid"],
    ["used:between:5,1", "its first number is above its second"],
    ["status:any:", "“Status” has no choice “”"],
    ["status:any:nothing", "“Status” has no choice “nothing”"],
    ["certificate:any:' OR 1=1", "“Certificate” has no choice “' OR 1=1”"],
    ["expires:before:yesterday", "it needs a day such as 2026-11-23"],
    ["expires:before:2026-02-30", "it needs a day such as 2026-11-23"],
    ["expires:before:0001-01-01", "its day is out of range"],
    ["expires:last:0", "it needs a number of days"],
    ["expires:last:99999", "it has too many days"],
    ["expires:never:x", "its value is not valid"],
    [`name:contains:${"x".repeat(5_000)}`, "it is too long"],
  ])("says why it leaves out %j", (text, reason) => {
    const parsed = parse(text);
    expect(parsed.filters).toEqual([]);
    expect(parsed.dropped).toMatchObject([{ reason }]);
    expect(parsed.dropped[0]?.text.length).toBeLessThanOrEqual(81);
  });

  it("keeps the known choices of a filter and says which it does not know", () => {
    expect(parse("status:none:active,gone")).toEqual({
      filters: [{ column: "status", op: "none", value: ["active"] }],
      dropped: [{ text: "status:none:active,gone", reason: "“Status” has no choice “gone”" }],
    });
  });

  it("cuts long texts, drops repetitions and stops at the limit", () => {
    expect(parse(`name:equals:${"😀".repeat(300)}`).filters).toEqual([
      { column: "name", op: "equals", value: "😀".repeat(MAX_TEXT) },
    ]);
    expect(parse("used:eq:1", "used:eq:1").filters).toHaveLength(1);
    const many = parse(...Array.from({ length: 20 }, (_, n) => `used:ne:${n}`));
    expect(many.filters).toHaveLength(MAX_FILTERS);
    expect(many.dropped).toHaveLength(8);
    expect(parseFilters({ filter: "used:eq:7" }, COLUMNS).filters).toHaveLength(1);
    expect(parseFilters({}, COLUMNS)).toEqual({ filters: [], dropped: [] });
  });
});

describe("filterListSchema", () => {
  const schema = filterListSchema(COLUMNS);

  it.each([
    [{ column: "id", op: "equals", value: "x" }],
    [{ column: "created", op: "never" }],
    [{ column: "name", op: "eq", value: 1 }],
    [{ column: "name", op: "contains", value: { contains: "" } }],
    [{ column: "status", op: "any", value: ["nothing"] }],
    [{ column: "status", op: "any", value: [] }],
    [{ column: "certificate", op: "any", value: Array.from({ length: 51 }, () => crypto.randomUUID()) }],
    [{ column: "used", op: "between", value: [5, 1] }],
    [{ column: "used", op: "eq", value: 1.5 }],
    [{ column: "name", op: "contains", value: "x", extra: 1 }],
  ])("refuses %j", (filter) => {
    expect(schema.safeParse([filter]).success).toBe(false);
  });

  it("refuses more filters than a list takes", () => {
    const filters = Array.from({ length: MAX_FILTERS + 1 }, (_, n) => ({
      column: "used",
      op: "ne" as const,
      value: n,
    }));
    expect(schema.safeParse(filters).success).toBe(false);
    expect(schema.safeParse(filters.slice(1)).success).toBe(true);
  });
});
