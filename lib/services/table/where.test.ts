import { describe, expect, it } from "vitest";
import { buildConditions, type ColumnMap, escapeLike, joinConditions } from "@/lib/services/table/where";
import type { Filter } from "@/lib/table/filters";
import { OPERATORS } from "@/lib/table/filters";
import { Prisma } from "@/prisma/generated/client";

const COLUMNS: ColumnMap = {
  name: {
    type: "text",
    operators: OPERATORS.text,
    column: Prisma.sql`t.name_key`,
    fold: (text) => text.toLowerCase(),
    seekContains: (pattern) => Prisma.sql`t.id IN (SELECT id FROM found WHERE name LIKE ${pattern})`,
  },
  group: {
    type: "text",
    operators: [...OPERATORS.choice, ...OPERATORS.text],
    column: Prisma.sql`t.group_name`,
    fold: (text) => text,
    named: { column: Prisma.sql`t.group_id`, cast: "uuid" },
  },
  used: { type: "number", operators: OPERATORS.number, column: Prisma.sql`t.used` },
  color: {
    type: "choice",
    operators: OPERATORS.choice,
    all: ["red", "green", "blue"],
    toSql: (chosen) => Prisma.sql`t.color = ANY(${[...chosen]})`,
  },
  owner: { type: "choice", operators: ["any", "none"], column: Prisma.sql`t.owner_id`, cast: "uuid" },
  seen: {
    type: "date",
    operators: OPERATORS.date,
    column: Prisma.sql`t.seen_at`,
    never: Prisma.sql`t.seen_at IS NULL`,
    end: Prisma.sql`'infinity'`,
  },
  made: { type: "date", operators: ["before", "after", "last"], column: Prisma.sql`t.made_at` },
};

const build = (filter: Filter, form: "seek" | "walk" = "walk") => {
  const { sql, values } = joinConditions(buildConditions([filter], COLUMNS), form);
  return [sql.replace(/\s+/g, " "), values];
};

describe("buildConditions", () => {
  it.each<[Filter, string, unknown[]]>([
    [{ column: "name", op: "contains", value: "Fra" }, "t.name_key LIKE ?", ["%fra%"]],
    [{ column: "name", op: "contains", value: "fr" }, "t.name_key LIKE ?", ["fr%"]],
    [{ column: "name", op: "contains", value: "50%_\\" }, "t.name_key LIKE ?", ["%50\\%\\_\\\\%"]],
    [{ column: "name", op: "starts", value: "_x" }, "t.name_key LIKE ?", ["\\_x%"]],
    [{ column: "name", op: "equals", value: "A%" }, "t.name_key = ?", ["a%"]],
    [{ column: "used", op: "eq", value: 5 }, "t.used = ?::bigint", [5]],
    [{ column: "used", op: "ne", value: 5 }, "t.used IS DISTINCT FROM ?::bigint", [5]],
    [{ column: "used", op: "lt", value: 5 }, "t.used < ?::bigint", [5]],
    [{ column: "used", op: "lte", value: 5 }, "t.used <= ?::bigint", [5]],
    [{ column: "used", op: "gt", value: 5 }, "t.used > ?::bigint", [5]],
    [{ column: "used", op: "gte", value: 5 }, "t.used >= ?::bigint", [5]],
    [{ column: "used", op: "between", value: [1, 9] }, "t.used BETWEEN ?::bigint AND ?::bigint", [1, 9]],
    [{ column: "color", op: "any", value: ["red"] }, "t.color = ANY(?)", [["red"]]],
    [{ column: "color", op: "none", value: ["red"] }, "t.color = ANY(?)", [["green", "blue"]]],
    [{ column: "owner", op: "any", value: ["x"] }, "t.owner_id = ANY(?::uuid[])", [["x"]]],
    [{ column: "owner", op: "none", value: ["x"] }, "t.owner_id <> ALL(?::uuid[])", [["x"]]],
    [{ column: "group", op: "any", value: ["x"] }, "t.group_id = ANY(?::uuid[])", [["x"]]],
    [{ column: "group", op: "none", value: ["x"] }, "t.group_id <> ALL(?::uuid[])", [["x"]]],
    [{ column: "group", op: "equals", value: "x" }, "t.group_name = ?", ["x"]],
    [{ column: "made", op: "before", value: "2026-02-28" }, "t.made_at < ?::timestamptz", ["2026-02-28T00:00:00.000Z"]],
    [{ column: "made", op: "after", value: "2026-02-28" }, "t.made_at >= ?::timestamptz", ["2026-03-01T00:00:00.000Z"]],
    [
      { column: "seen", op: "after", value: "2026-02-28" },
      "(t.seen_at >= ?::timestamptz AND t.seen_at < 'infinity')",
      ["2026-03-01T00:00:00.000Z"],
    ],
    [
      { column: "made", op: "last", value: 7 },
      "(t.made_at >= now() - make_interval(days => ?::int) AND t.made_at <= now())",
      [7],
    ],
    [
      { column: "seen", op: "next", value: 7 },
      "(t.seen_at > now() AND t.seen_at <= now() + make_interval(days => ?::int))",
      [7],
    ],
    [{ column: "seen", op: "never" }, "t.seen_at IS NULL", []],
  ])("turns %j into a condition whose values are parameters", (filter, sql, values) => {
    expect(build(filter)).toEqual([sql, values]);
  });

  it("asks an index where the column's own cannot answer", () => {
    expect(build({ column: "name", op: "contains", value: "fra" }, "seek")).toEqual([
      "t.id IN (SELECT id FROM found WHERE name LIKE ?)",
      ["%fra%"],
    ]);
    expect(build({ column: "name", op: "starts", value: "fra" }, "seek")).toEqual(["t.name_key LIKE ?", ["fra%"]]);
  });

  it("joins by AND, and nothing is true", () => {
    const both = buildConditions(
      [
        { column: "used", op: "eq", value: 1 },
        { column: "seen", op: "never" },
      ],
      COLUMNS,
    );
    expect(joinConditions(both, "walk").sql).toBe("t.used = ?::bigint AND t.seen_at IS NULL");
    expect(joinConditions([], "walk").sql).toBe("true");
  });

  it.each<Filter>([
    { column: "password", op: "equals", value: "x" },
    { column: "__proto__", op: "equals", value: "x" },
    { column: "toString", op: "equals", value: "x" },
    { column: "made", op: "never" },
    { column: "used", op: "contains", value: "x" },
    { column: "name", op: "any", value: ["x"] },
    { column: "name", op: "eq", value: 1 },
  ])("has no way to SQL for %j", (filter) => {
    expect(() => buildConditions([filter], COLUMNS)).toThrow(RangeError);
  });

  it("never lets a value into the text of the statement", () => {
    const value = "'; DROP TABLE t; --";
    for (const op of OPERATORS.text) expect(build({ column: "name", op, value })[0]).not.toContain("DROP");
    expect(escapeLike("a%b_c\\d")).toBe("a\\%b\\_c\\\\d");
  });
});
