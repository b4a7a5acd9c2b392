import "server-only";
import type { Tx } from "@/lib/db";
import type { KeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import { KEY_COLUMNS, KEY_JOINS, type RawKey } from "@/lib/services/provisioning-keys/key-row";
import type { KeySort } from "@/lib/services/provisioning-keys/list/schema";
import type { Position } from "@/lib/services/provisioning-keys/list-cursor";
import { findOrder, type ListOrder, orderBy, stretchesAfter } from "@/lib/services/provisioning-keys/list-order";
import { canSlice, slicesOf } from "@/lib/services/provisioning-keys/slice-page";
import { type Form, joinConditions } from "@/lib/services/table/where";
import { COUNT_LIMIT } from "@/lib/table/list";
import { Prisma } from "@/prisma/generated/client";

/** A row with the value it is ordered by. */
export type PlacedKey = RawKey & { sortValue: string | number | Date | null };

/**
 * How to find a page. "walk": read along the index of the order until the page is full. "stroll": the same, but give up
 * after some rows, so that matches which all lie at the other end cost little; the page may come out short. "gather": find
 * all that match by their own indexes, then put them in order. "slice": gather by one slice of time after the other until
 * the page is full; only for texts, by creation.
 */
export const STRATEGIES = ["walk", "stroll", "gather", "slice"] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** What to read: conditions, their form to gather by, order, how many rows, and from where: an offset, a position or the end. */
export type PageQuery = {
  conditions: KeyConditions;
  form: Form;
  sort: KeySort;
  limit: number;
  offset: number;
  position: Position | null;
};

const ID = Prisma.sql`k.id`;
const GATHERED_VALUE = Prisma.sql`k.value`;

/** One page of keys, in one statement. In: strategy, query. Out: rows in the order of the list, also where it was read from its end. */
export async function selectPage(
  tx: Tx,
  strategy: Strategy,
  query: PageQuery & { strollRows: number },
): Promise<PlacedKey[]> {
  const { limit } = query;
  const { order, reverse } = findStart(query);
  const part = partOf(strategy, query);
  // The page is cut before the joins, so that they run for its rows only.
  const rows = await tx.$queryRaw<PlacedKey[]>`
    SELECT ${KEY_COLUMNS}, page.value AS "sortValue"
    FROM (SELECT * FROM (${part}) AS found LIMIT ${limit}) AS page
    JOIN provisioning_keys k ON k.id = page.id ${KEY_JOINS}
    ORDER BY ${orderBy(order, Prisma.sql`page.value`, ID)}`;
  return reverse ? rows.reverse() : rows;
}

/**
 * Finds the keys that match, and where they are no more than `most` takes a page out of them.
 * In: query; most; rows per page: an offset beyond the last page counts as that page's. Out: how many were found, one more
 * than `most` at the most, and the rows in the order of the list; none when there are too many.
 */
export async function selectFew(
  tx: Tx,
  query: PageQuery & { perPage: number; most: number },
): Promise<{ found: number; rows: PlacedKey[] }> {
  const { limit, offset, perPage, most } = query;
  const { order, at, reverse } = findStart(query);
  const answer = await tx.$queryRaw<(PlacedKey & { found: number })[]>`
    WITH matching AS MATERIALIZED (${matchingOf(query, order)} LIMIT ${most + 1}),
      counted AS MATERIALIZED (SELECT count(*)::int AS found FROM matching)
    SELECT counted.found, shown.*
    FROM counted LEFT JOIN (
      SELECT ${KEY_COLUMNS}, page.value AS "sortValue"
      FROM (
        SELECT k.id, k.value FROM matching k
        WHERE (SELECT found FROM counted) <= ${most} AND ${isAfter(order, at)}
        ORDER BY ${orderBy(order, GATHERED_VALUE, ID)} LIMIT ${limit}
        OFFSET least(${offset}::int, (
          SELECT greatest(least(found, ${COUNT_LIMIT}::int) - 1, 0) / ${perPage}::int * ${perPage}::int FROM counted))
      ) AS page
      JOIN provisioning_keys k ON k.id = page.id ${KEY_JOINS}
    ) AS shown ON true
    ORDER BY ${orderBy(order, Prisma.sql`shown."sortValue"`, Prisma.sql`shown.id`)}`;
  const rows = answer.filter((row) => row.id !== null);
  return { found: answer[0]?.found ?? 0, rows: reverse ? rows.reverse() : rows };
}

function findStart({ sort, position }: PageQuery) {
  const reverse = position !== null && position.kind !== "after";
  const at = position !== null && position.kind !== "last" ? position.at : null;
  return { order: findOrder(sort, reverse), at, reverse };
}

type Start = ReturnType<typeof findStart>;

function partOf(strategy: Strategy, query: PageQuery & { strollRows: number }): Prisma.Sql {
  const { limit, offset } = query;
  const { order, at } = findStart(query);
  if (strategy === "slice") return slicesOf(query.conditions, order, at, limit, offset);
  if (strategy !== "gather") return walkOf(query, order, strategy === "stroll" ? query.strollRows : null);
  // OFFSET 0 keeps the planner from walking after all.
  return Prisma.sql`
    SELECT k.id, k.value FROM (${matchingOf(query, order)} OFFSET 0) AS k WHERE ${isAfter(order, at)}
    ORDER BY ${orderBy(order, GATHERED_VALUE, ID)} LIMIT ${limit} OFFSET ${offset}`;
}

function matchingOf({ conditions, form, sort }: PageQuery, order: ListOrder): Prisma.Sql {
  if (conditions.text !== null && canSlice(conditions, sort)) {
    return Prisma.sql`SELECT s.key_id AS id, s.created_at AS value FROM provisioning_key_search s WHERE ${conditions.text}`;
  }
  return Prisma.sql`SELECT k.id, ${order.value} AS value FROM provisioning_keys k
    WHERE k.deleted_at IS NULL AND ${joinConditions(conditions.all, form)}`;
}

function isAfter(order: ListOrder, at: Start["at"]): Prisma.Sql {
  if (at === null) return Prisma.sql`true`;
  return Prisma.sql`(${Prisma.join(stretchesAfter(order, at, GATHERED_VALUE, ID), " OR ")})`;
}

/** Rows read along the index of the order, stretch by stretch. */
function walkOf(query: PageQuery, order: ListOrder, strollRows: number | null): Prisma.Sql {
  const { conditions, limit, offset } = query;
  const { at } = findStart(query);
  const beyond = at === null ? [Prisma.sql`true`] : stretchesAfter(order, at, order.value, ID);
  const parts = beyond.flatMap((after) =>
    splitByUse(query, order).map((half) => {
      const stretch = Prisma.sql`k.deleted_at IS NULL AND ${after} AND ${half}`;
      const rows =
        strollRows !== null ? strollOf(order, stretch, strollRows) : Prisma.sql`provisioning_keys k WHERE ${stretch}`;
      return Prisma.sql`(
        SELECT k.id, ${order.value} AS value FROM ${rows} AND ${joinConditions(conditions.all, "walk")}
        ORDER BY ${orderBy(order, order.value, ID)} LIMIT ${limit}::int + ${offset}::int)`;
    }),
  );
  return Prisma.sql`SELECT * FROM (${Prisma.join(parts, " UNION ALL ")}) AS stretches OFFSET ${offset}`;
}

/**
 * Keys last used before an instant, by their creation: those created before it too, and those created later, which a
 * clock set back or an import may have left: their index is all but empty. Newest first the latter come first.
 */
function splitByUse({ sort, conditions: { useBound } }: PageQuery, order: ListOrder): Prisma.Sql[] {
  if (useBound === null || (sort !== "created" && sort !== "-created")) return [Prisma.sql`true`];
  const halves = [
    Prisma.sql`k.created_at < ${useBound}::timestamptz`,
    Prisma.sql`(k.last_used_at < k.created_at AND k.created_at >= ${useBound}::timestamptz)`,
  ];
  return order.descending ? halves.reverse() : halves;
}

/** The first rows of a stretch. What only it asks of a row stays in it: the index of the order may then suffice to judge the others. */
function strollOf(order: ListOrder, stretch: Prisma.Sql, rows: number): Prisma.Sql {
  return Prisma.sql`(SELECT * FROM provisioning_keys k WHERE ${stretch}
    ORDER BY ${orderBy(order, order.value, ID)} LIMIT ${rows}) AS k WHERE true`;
}
