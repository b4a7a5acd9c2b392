import "server-only";
import type { KeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import type { KeySort } from "@/lib/services/provisioning-keys/list/schema";
import type { KeyCursor } from "@/lib/services/provisioning-keys/list-cursor";
import { type ListOrder, orderBy, stretchesAfter } from "@/lib/services/provisioning-keys/list-order";
import { Prisma } from "@/prisma/generated/client";

const CREATED = Prisma.sql`s.created_at`;
const KEY_ID = Prisma.sql`s.key_id`;
/** In hours: a day of a time zone may have 23 or 25 of them. */
const LENGTH = Prisma.sql`interval '720 hours'`;

/** The slice of time an instant is in: the expression of the indexes of provisioning_key_search. */
const sliceOf = (instant: Prisma.Sql) =>
  Prisma.sql`date_bin('720 hours', ${instant}, '2000-01-01 00:00:00+00'::timestamptz)`;

/** Whether nothing but texts is asked for, in the order of creation: provisioning_key_search knows all of that. */
export function canSlice({ text }: KeyConditions, sort: KeySort): boolean {
  return text !== null && (sort === "created" || sort === "-created");
}

/**
 * Reads slice by slice, in the order of creation, until enough is found: what only the keys of long ago hold costs a glance
 * at the index for each slice that is passed over.
 * In: conditions that `canSlice`, order, where to go on from, how many rows after how many. Out: a query of id and value.
 */
export function slicesOf(
  conditions: KeyConditions,
  order: ListOrder,
  at: KeyCursor | null,
  limit: number,
  offset: number,
): Prisma.Sql {
  const start = at === null ? Prisma.sql`NULL::timestamptz` : Prisma.sql`${at.value}::timestamptz`;
  const after = at === null ? [Prisma.sql`true`] : stretchesAfter(order, at, CREATED, KEY_ID);
  // greatest and least leave NULL out of account.
  const slices = order.descending
    ? Prisma.sql`generate_series(${sliceOf(Prisma.sql`least(ends.last, ${start})`)}, ${sliceOf(Prisma.sql`ends.first`)}, - ${LENGTH})`
    : Prisma.sql`generate_series(${sliceOf(Prisma.sql`greatest(ends.first, ${start})`)}, ${sliceOf(Prisma.sql`ends.last`)}, ${LENGTH})`;
  return Prisma.sql`
    SELECT found.id, found.value
    FROM (SELECT min(k.created_at) AS first, max(k.created_at) AS last FROM provisioning_keys k WHERE k.deleted_at IS NULL) AS ends,
      ${slices} AS slice,
      LATERAL (
        SELECT s.key_id AS id, s.created_at AS value FROM provisioning_key_search s
        WHERE ${conditions.text ?? Prisma.sql`false`} AND ARRAY[${sliceOf(CREATED)}] && ARRAY[slice] AND (${Prisma.join(after, " OR ")})
        ORDER BY ${orderBy(order, CREATED, KEY_ID)} LIMIT ${limit}::int + ${offset}::int
      ) AS found
    LIMIT ${limit} OFFSET ${offset}`;
}
