import "server-only";
import type { KeySort, SortColumn } from "@/lib/services/provisioning-keys/list/schema";
import type { KeyCursor } from "@/lib/services/provisioning-keys/list-cursor";
import { Prisma } from "@/prisma/generated/client";

type Column = {
  sql: Prisma.Sql;
  cast: Prisma.Sql;
  /** Where rows without a value come in ascending order; null = every row has one. */
  nulls: "first" | "last" | null;
};

const TEXT = Prisma.sql`text`;
const NUMBER = Prisma.sql`bigint`;
const TIME = Prisma.sql`timestamptz(3)`;

// Unlimited is more than any number and Never later than any expiry; never used is before any use. Each has an index of
// the same order, ending in the id, which makes the order total.
const COLUMNS: Record<SortColumn, Column> = {
  name: { sql: Prisma.sql`k.name_key`, cast: TEXT, nulls: null },
  maximum: { sql: Prisma.sql`k.maximum`, cast: NUMBER, nulls: "last" },
  used: { sql: Prisma.sql`k.used`, cast: NUMBER, nulls: null },
  utilization: { sql: Prisma.sql`k.utilization`, cast: NUMBER, nulls: "last" },
  group: { sql: Prisma.sql`k.group_name_key`, cast: TEXT, nulls: null },
  expires: { sql: Prisma.sql`k.expiry_order`, cast: TIME, nulls: null },
  lastUsed: { sql: Prisma.sql`k.last_used_at`, cast: TIME, nulls: "first" },
  created: { sql: Prisma.sql`k.created_at`, cast: TIME, nulls: null },
  createdBy: { sql: Prisma.sql`k.created_by_name`, cast: TEXT, nulls: null },
};

/** An order to read in: of a column of provisioning_keys k, one way or the other. */
export type ListOrder = { value: Prisma.Sql; nulls: Column["nulls"]; cast: Prisma.Sql; descending: boolean };

/** In: the order of the list, and whether to read it from its end. Out: the order to read in. */
export function findOrder(sort: KeySort, reverse: boolean): ListOrder {
  const descending = sort.startsWith("-");
  const name = (descending ? sort.slice(1) : sort) as SortColumn;
  const { sql, cast, nulls } = COLUMNS[name];
  return { value: sql, nulls, cast, descending: descending !== reverse };
}

/** In: an order and what stands for its value (the column, or a copy of it) and for the id. Out: the ORDER BY list. */
export function orderBy(order: ListOrder, value: Prisma.Sql, id: Prisma.Sql): Prisma.Sql {
  if (!order.descending) {
    if (order.nulls === "first") return Prisma.sql`${value} NULLS FIRST, ${id}`;
    return Prisma.sql`${value}, ${id}`;
  }
  if (order.nulls === "first") return Prisma.sql`${value} DESC NULLS LAST, ${id} DESC`;
  return Prisma.sql`${value} DESC, ${id} DESC`;
}

/**
 * The rows that come after a position, as one or two stretches of the index that follow each other: one condition over
 * both would have to be judged row by row from the very start.
 * In: order, position, what stands for value and id. Out: one condition per stretch, in their order.
 */
export function stretchesAfter(order: ListOrder, at: KeyCursor, value: Prisma.Sql, id: Prisma.Sql): Prisma.Sql[] {
  const nullsComeLast = order.nulls !== null && (order.nulls === "last") !== order.descending;
  const idAfter = order.descending ? Prisma.sql`${id} < ${at.id}::uuid` : Prisma.sql`${id} > ${at.id}::uuid`;
  if (at.value === null) {
    const rest = Prisma.sql`${value} IS NULL AND ${idAfter}`;
    return nullsComeLast || order.nulls === null ? [rest] : [rest, Prisma.sql`${value} IS NOT NULL`];
  }
  const position = Prisma.sql`(${at.value}::${order.cast}, ${at.id}::uuid)`;
  const after = order.descending
    ? Prisma.sql`(${value}, ${id}) < ${position}`
    : Prisma.sql`(${value}, ${id}) > ${position}`;
  return nullsComeLast ? [after, Prisma.sql`${value} IS NULL`] : [after];
}
