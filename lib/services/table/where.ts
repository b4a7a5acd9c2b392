import "server-only";
import type { Filter, Operator } from "@/lib/table/filters";
import { Prisma } from "@/prisma/generated/client";

/**
 * One condition in two forms that mean the same: `seek` can be answered by an index of its own, `walk` looks only at the
 * row at hand, for reading along another index until a page is full.
 */
export type Condition = {
  seek: Prisma.Sql;
  walk: Prisma.Sql;
  /** The same on the table of searched texts, where the list has one. */
  inText?: Prisma.Sql;
};

/** In which of its forms a condition is put. */
export type Form = "seek" | "walk";

/** Turns what a user looks for into the stored, folded form. */
type Fold = (text: string) => string;

/** How a column of a list is reached: the only names of SQL that a filter can lead to. */
export type SqlColumn = { operators: readonly Operator[] } & (
  | {
      type: "text";
      column: Prisma.Sql;
      fold: Fold;
      /** In: a LIKE pattern. Out: the same question put to an index, where the column's own cannot answer it. */
      seekContains?: (pattern: string) => Prisma.Sql;
      seekStarts?: (pattern: string) => Prisma.Sql;
      seekEquals?: (text: string) => Prisma.Sql;
      /** In: a LIKE pattern of "contains". Out: the same question put to the list's table of searched texts. */
      inText?: (pattern: string) => Prisma.Sql;
      /** What the text names, to be chosen by its id; `seek` puts the same question to another index. */
      named?: { column: Prisma.Sql; cast: "uuid" | "text"; seek?: (ids: readonly string[]) => Prisma.Sql };
    }
  | { type: "number"; column: Prisma.Sql }
  | { type: "choice"; column: Prisma.Sql; cast: "uuid" | "text" }
  | {
      type: "choice";
      toSql: (chosen: readonly string[]) => Prisma.Sql;
      all: readonly string[];
      /** The same question put to another index. */
      seekChosen?: (chosen: readonly string[]) => Prisma.Sql;
    }
  | {
      type: "date";
      column: Prisma.Sql;
      /** The condition of "never". */
      never?: Prisma.Sql;
      /** What stands for "never" in the column itself, above every date; "after" ends there. */
      end?: Prisma.Sql;
    }
);

export type ColumnMap = Readonly<Record<string, SqlColumn>>;

/** Characters from which a trigram index can serve a text anywhere; fewer are looked for at the start. */
export const CONTAINS_FROM = 3;

const DAY_MS = 86_400_000;

/**
 * In: filters and the column map of the list. Out: their conditions, to be joined by AND; values go as parameters.
 * Throws RangeError for a column or operator that the map does not hold: input is checked against it before.
 */
export function buildConditions(filters: readonly Filter[], columns: ColumnMap): Condition[] {
  return filters.map((filter) => {
    const column = Object.hasOwn(columns, filter.column) ? columns[filter.column] : undefined;
    if (!column?.operators.includes(filter.op)) throw new RangeError("a filter that the column map does not hold");
    return buildCondition(filter, column);
  });
}

/** In: text as typed. Out: the same for LIKE, where % and _ mean themselves. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** In: conditions and which form. Out: them joined by AND; true when there is none. */
export function joinConditions(conditions: readonly Condition[], form: Form): Prisma.Sql {
  if (conditions.length === 0) return Prisma.sql`true`;
  return Prisma.join(
    conditions.map((condition) => condition[form]),
    " AND ",
  );
}

function buildCondition(filter: Filter, column: SqlColumn): Condition {
  switch (filter.op) {
    case "contains":
    case "equals":
    case "starts":
      return column.type === "text" ? buildText(filter.op, column.fold(filter.value), column) : refuse();
    case "any":
    case "none":
      if (column.type === "text" && column.named) {
        const walk = buildListed(filter.op, filter.value, column.named);
        return { seek: (filter.op === "any" && column.named.seek?.(filter.value)) || walk, walk };
      }
      return column.type === "choice" ? buildChoice(filter.op, filter.value, column) : refuse();
    case "before":
    case "after":
    case "last":
    case "next":
    case "never":
      return column.type === "date" ? same(buildDate(filter, column)) : refuse();
    default:
      return column.type === "number" ? same(buildNumber(filter, column.column)) : refuse();
  }
}

function buildText(
  op: "contains" | "equals" | "starts",
  text: string,
  column: SqlColumn & { type: "text" },
): Condition {
  const literal = escapeLike(text);
  if (op === "equals") {
    const walk = Prisma.sql`${column.column} = ${text}`;
    return { seek: column.seekEquals?.(text) ?? walk, walk };
  }
  if (op === "starts" || [...text].length < CONTAINS_FROM) {
    const pattern = `${literal}%`;
    const walk = Prisma.sql`${column.column} LIKE ${pattern}`;
    return { seek: column.seekStarts?.(pattern) ?? walk, walk };
  }
  const pattern = `%${literal}%`;
  const walk = Prisma.sql`${column.column} LIKE ${pattern}`;
  const seek = column.seekContains?.(pattern) ?? walk;
  return { seek, walk, ...(column.inText && { inText: column.inText(pattern) }) };
}

function buildNumber(
  filter: Filter & { op: "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "between" },
  column: Prisma.Sql,
): Prisma.Sql {
  if (filter.op === "between") {
    return Prisma.sql`${column} BETWEEN ${filter.value[0]}::bigint AND ${filter.value[1]}::bigint`;
  }
  const value = Prisma.sql`${filter.value}::bigint`;
  switch (filter.op) {
    case "eq":
      return Prisma.sql`${column} = ${value}`;
    case "ne":
      // What has no number is not equal to one either.
      return Prisma.sql`${column} IS DISTINCT FROM ${value}`;
    case "lt":
      return Prisma.sql`${column} < ${value}`;
    case "lte":
      return Prisma.sql`${column} <= ${value}`;
    case "gt":
      return Prisma.sql`${column} > ${value}`;
    case "gte":
      return Prisma.sql`${column} >= ${value}`;
  }
}

function buildChoice(op: "any" | "none", chosen: readonly string[], column: SqlColumn & { type: "choice" }): Condition {
  if (!("toSql" in column)) return same(buildListed(op, chosen, column));
  const asked = op === "any" ? chosen : column.all.filter((value) => !chosen.includes(value));
  const walk = column.toSql(asked);
  return { seek: column.seekChosen?.(asked) ?? walk, walk };
}

function buildListed(
  op: "any" | "none",
  chosen: readonly string[],
  { column, cast }: { column: Prisma.Sql; cast: "uuid" | "text" },
): Prisma.Sql {
  const values = cast === "uuid" ? Prisma.sql`${[...chosen]}::uuid[]` : Prisma.sql`${[...chosen]}::text[]`;
  return op === "any" ? Prisma.sql`${column} = ANY(${values})` : Prisma.sql`${column} <> ALL(${values})`;
}

function buildDate(
  filter: Filter & { op: "before" | "after" | "last" | "next" | "never" },
  { column, never, end }: SqlColumn & { type: "date" },
): Prisma.Sql {
  switch (filter.op) {
    case "before":
      return Prisma.sql`${column} < ${startOf(filter.value)}::timestamptz`;
    case "after":
      return end
        ? Prisma.sql`(${column} >= ${startOf(filter.value, 1)}::timestamptz AND ${column} < ${end})`
        : Prisma.sql`${column} >= ${startOf(filter.value, 1)}::timestamptz`;
    case "last":
      return Prisma.sql`(${column} >= now() - make_interval(days => ${filter.value}::int) AND ${column} <= now())`;
    case "next":
      return Prisma.sql`(${column} > now() AND ${column} <= now() + make_interval(days => ${filter.value}::int))`;
    case "never":
      return never ?? refuse();
  }
}

/** In: a day of UTC. Out: the instant it begins, or that some days later, as ISO text. */
export function startOf(day: string, daysLater = 0): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + daysLater * DAY_MS).toISOString();
}

function same(condition: Prisma.Sql): Condition {
  return { seek: condition, walk: condition };
}

function refuse(): never {
  throw new RangeError("an operator that is not one of the column's type");
}
