import "server-only";
import type { Tx } from "@/lib/db";
import { KEY_FILTER_COLUMNS } from "@/lib/services/provisioning-keys/filters/columns";
import { KEY_COLUMNS, KEY_JOINS, type RawKey } from "@/lib/services/provisioning-keys/key-row";
import type { Position } from "@/lib/services/provisioning-keys/list-cursor";
import { findOrder, type ListOrder, orderBy, stretchesAfter } from "@/lib/services/provisioning-keys/list-order";
import type { KeySort } from "@/lib/services/provisioning-keys/schema";
import { searchCondition } from "@/lib/services/provisioning-keys/search";
import { buildConditions, type Condition, joinConditions } from "@/lib/services/table/where";
import type { Filter } from "@/lib/table/filters";
import { Prisma } from "@/prisma/generated/client";

/** A row with the value it is ordered by. */
export type PlacedKey = RawKey & { sortValue: string | number | Date | null };

/**
 * How to find a page. "walk": read along the index of the order until the page is full. "stroll": the same, but give up
 * after STROLL_ROWS rows, so that matches which all lie at the other end cost little; the page may come out short.
 * "gather": find all that match by their own indexes, then put them in order.
 */
export type Strategy = "walk" | "stroll" | "gather";

export const STROLL_ROWS = 20_000;

/** In: search text and filters. Out: their conditions on provisioning_keys k; deleted keys are left out apart from them. */
export function buildKeyConditions(q: string, filters: readonly Filter[]): Condition[] {
  const search = searchCondition(q);
  return [...(search ? [search] : []), ...buildConditions(filters, KEY_FILTER_COLUMNS)];
}

const ID = Prisma.sql`k.id`;
const GATHERED_VALUE = Prisma.sql`k.value`;

/**
 * One page of keys, in one statement.
 * In: conditions, strategy, order, how many rows, and from where: an offset, a position or the end. Out: the rows in the
 * order of the list, also where it was read from its end.
 */
export async function selectPage(
  tx: Tx,
  page: {
    conditions: readonly Condition[];
    strategy: Strategy;
    /** The form of the conditions to gather by. */
    form: keyof Condition;
    sort: KeySort;
    limit: number;
    offset: number;
    position: Position | null;
  },
): Promise<PlacedKey[]> {
  const { conditions, sort, limit, offset, position } = page;
  const reverse = position !== null && position.kind !== "after";
  const order = findOrder(sort, reverse);
  const at = position !== null && position.kind !== "last" ? position.at : null;
  const part =
    page.strategy === "gather"
      ? Prisma.sql`
        WITH matching AS MATERIALIZED (
          SELECT k.id, ${order.value} AS value FROM provisioning_keys k
          WHERE k.deleted_at IS NULL AND ${joinConditions(conditions, page.form)})
        SELECT k.id, k.value FROM matching k
        WHERE ${at === null ? Prisma.sql`true` : Prisma.sql`(${Prisma.join(stretchesAfter(order, at, GATHERED_VALUE, ID), " OR ")})`}
        ORDER BY ${orderBy(order, GATHERED_VALUE, ID)} LIMIT ${limit} OFFSET ${offset}`
      : Prisma.join(
          (at === null ? [Prisma.sql`true`] : stretchesAfter(order, at, order.value, ID)).map(
            (stretch) => Prisma.sql`
        (SELECT k.id, ${order.value} AS value FROM ${page.strategy === "stroll" ? strollOf(order, stretch) : KEYS}
         WHERE k.deleted_at IS NULL AND ${joinConditions(conditions, "walk")} AND ${stretch}
         ORDER BY ${orderBy(order, order.value, ID)} LIMIT ${limit} OFFSET ${offset})`,
          ),
          " UNION ALL ",
        );
  // The page is cut before the joins, so that they run for its rows only.
  const rows = await tx.$queryRaw<PlacedKey[]>`
    SELECT ${KEY_COLUMNS}, page.value AS "sortValue"
    FROM (SELECT * FROM (${part}) AS stretches LIMIT ${limit}) AS page
    JOIN provisioning_keys k ON k.id = page.id ${KEY_JOINS}
    ORDER BY ${orderBy(order, Prisma.sql`page.value`, ID)}`;
  return reverse ? rows.reverse() : rows;
}

const KEYS = Prisma.sql`provisioning_keys k`;

function strollOf(order: ListOrder, stretch: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT * FROM provisioning_keys k WHERE k.deleted_at IS NULL AND ${stretch}
    ORDER BY ${orderBy(order, order.value, ID)} LIMIT ${STROLL_ROWS}) AS k`;
}
