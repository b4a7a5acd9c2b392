import "server-only";
import type { Tx } from "@/lib/db";
import type { AuditConditions } from "@/lib/services/audit-log/audit-conditions";
import type { ACTOR_WORDS } from "@/lib/services/audit-log/audit-filters";
import type { AuditSort } from "@/lib/services/audit-log/list/schema";
import { COUNT_LIMIT } from "@/lib/table/list";
import { Prisma } from "@/prisma/generated/client";

/** A row of the audit log; `before` and `after` are the whitelisted fields that were written, as JSON text. */
export type AuditRow = {
  seq: string;
  at: string;
  actorType: keyof typeof ACTOR_WORDS;
  actorId: string | null;
  actorName: string;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  action: string;
  targetType: string | null;
  targetId: string | null;
  targetName: string | null;
  before: string | null;
  after: string | null;
};

type RawEvent = Omit<AuditRow, "at"> & { at: Date };

/** A place in the log, and from which side it is read. */
export type AuditPosition = { kind: "after" | "before"; at: string; seq: string } | { kind: "last" };

/** What to read: order, direction, where to go on from, how many rows after how many. */
export type AuditRead = {
  sort: AuditSort;
  reverse: boolean;
  from: { at: string; seq: string } | null;
  offset: number;
  limit: number;
};

const EVENT = Prisma.sql`e.seq::text, e.at, e.actor_type::text AS "actorType", e.actor_id::text AS "actorId", e.actor_name AS "actorName",
  e.ip, e.user_agent AS "userAgent", e.request_id AS "requestId", e.action, e.target_type AS "targetType",
  e.target_id::text AS "targetId", e.target_name AS "targetName", e.before::text AS before, e.after::text AS after`;

/** The slice of time an instant is in: the expression of the index audit_events_found. */
const sliceOf = (instant: Prisma.Sql) =>
  Prisma.sql`date_bin('240 hours', ${instant}, '2000-01-01 00:00:00+00'::timestamptz)`;
const AT = Prisma.sql`e.at`;

/**
 * Reads events along the index of time. In: conditions, what to read; how many events to look at before giving up: the page
 * may come out short then. Out: rows in the order they were read in.
 */
export async function selectEvents(
  tx: Tx,
  conditions: AuditConditions,
  read: AuditRead,
  lookAt?: number,
): Promise<AuditRow[]> {
  const { order, after } = startOf(read, Prisma.sql`e`);
  const rows =
    lookAt === undefined
      ? Prisma.sql`audit_events e WHERE ${conditions.time} AND ${after}`
      : Prisma.sql`(SELECT * FROM audit_events e WHERE ${conditions.time} AND ${after} ORDER BY ${order} LIMIT ${lookAt}) AS e WHERE true`;
  const found = await tx.$queryRaw<RawEvent[]>`
    SELECT ${EVENT} FROM ${rows} AND ${conditions.walk} ORDER BY ${order} LIMIT ${read.limit} OFFSET ${read.offset}`;
  return found.map(toRow);
}

/**
 * Finds the events that match by the index of all filters, and where they are no more than are counted takes a page out of
 * them. In: conditions, what to read; rows per page: an offset beyond the last page counts as that page's. Out: how many were found,
 * one more than are counted at the most, and the rows in the order they were read in; none when there are too many.
 */
export async function selectFewEvents(
  tx: Tx,
  conditions: AuditConditions,
  read: AuditRead & { perPage: number },
): Promise<{ found: number; rows: AuditRow[] }> {
  const { order, after } = startOf(read, Prisma.sql`m`);
  // OFFSET 0: without it the planner hopes to meet enough of them early in the table, which holds those of long ago first.
  const answer = await tx.$queryRaw<(RawEvent & { found: number })[]>`
    WITH matching AS MATERIALIZED (
        SELECT * FROM (SELECT e.at, e.seq FROM audit_events e WHERE ${conditions.seek} OFFSET 0) AS m LIMIT ${COUNT_LIMIT + 1}),
      counted AS MATERIALIZED (SELECT count(*)::int AS found FROM matching)
    SELECT counted.found, shown.*
    FROM counted LEFT JOIN (
      SELECT ${EVENT}, page.place
      FROM (
        SELECT m.seq, row_number() OVER (ORDER BY ${order}) AS place FROM matching m
        WHERE (SELECT found FROM counted) <= ${COUNT_LIMIT} AND ${after}
        ORDER BY ${order} LIMIT ${read.limit}
        OFFSET least(${read.offset}::int, (
          SELECT greatest(found - 1, 0) / ${read.perPage}::int * ${read.perPage}::int FROM counted))
      ) AS page JOIN audit_events e ON e.seq = page.seq
    ) AS shown ON true
    ORDER BY shown.place`;
  return { found: answer[0]?.found ?? 0, rows: answer.filter(({ seq }) => seq !== null).map(toRow) };
}

/** Reads slice of time by slice, each by the index of all filters, until enough is found. In: conditions, what to read. Out: the rows. */
export async function selectSlices(tx: Tx, conditions: AuditConditions, read: AuditRead): Promise<AuditRow[]> {
  const { after, descending } = startOf(read, Prisma.sql`e`);
  const found = startOf(read, Prisma.sql`found`).order;
  const start = read.from === null ? Prisma.sql`NULL::timestamptz` : Prisma.sql`${read.from.at}::timestamptz`;
  // greatest and least leave NULL out of account. In hours: a day of a time zone may have 23 or 25 of them.
  const slices = descending
    ? Prisma.sql`generate_series(${sliceOf(Prisma.sql`least(ends.last, ${start})`)}, ${sliceOf(Prisma.sql`ends.first`)}, - interval '240 hours')`
    : Prisma.sql`generate_series(${sliceOf(Prisma.sql`greatest(ends.first, ${start})`)}, ${sliceOf(Prisma.sql`ends.last`)}, interval '240 hours')`;
  const rows = await tx.$queryRaw<RawEvent[]>`
    SELECT ${EVENT} FROM (
      SELECT found.seq, found.at
      FROM (SELECT min(e.at) AS first, max(e.at) AS last FROM audit_events e WHERE ${conditions.time}) AS ends, ${slices} AS slice,
        LATERAL (
          SELECT m.seq, m.at FROM (
            SELECT e.seq, e.at FROM audit_events e
            WHERE ${conditions.seek} AND ARRAY[${sliceOf(AT)}] && ARRAY[slice] AND ${after} OFFSET 0
          ) AS m ORDER BY ${startOf(read, Prisma.sql`m`).order} LIMIT ${read.limit}::int + ${read.offset}::int
        ) AS found
      LIMIT ${read.limit} OFFSET ${read.offset}
    ) AS found JOIN audit_events e ON e.seq = found.seq ORDER BY ${found}`;
  return rows.map(toRow);
}

function startOf({ sort, reverse, from }: AuditRead, table: Prisma.Sql) {
  const descending = (sort === "-at") !== reverse;
  const order = descending ? Prisma.sql`${table}.at DESC, ${table}.seq DESC` : Prisma.sql`${table}.at, ${table}.seq`;
  const sign = descending ? Prisma.sql`<` : Prisma.sql`>`;
  const after = from
    ? Prisma.sql`(${table}.at, ${table}.seq) ${sign} (${from.at}::timestamptz, ${from.seq}::bigint)`
    : Prisma.sql`true`;
  return { descending, order, after };
}

function toRow(row: RawEvent): AuditRow {
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    actorType: row.actorType,
    actorId: row.actorId,
    actorName: row.actorName,
    ip: row.ip,
    userAgent: row.userAgent,
    requestId: row.requestId,
    action: row.action,
    targetType: row.targetType,
    targetId: row.targetId,
    targetName: row.targetName,
    before: row.before,
    after: row.after,
  };
}
