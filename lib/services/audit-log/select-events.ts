import "server-only";
import type { Tx } from "@/lib/db";
import { ACTOR_WORDS, TARGET_WORDS } from "@/lib/services/audit-log/audit-filters";
import type { AuditSort } from "@/lib/services/audit-log/list/schema";
import { buildConditions, type ColumnMap, escapeLike, joinConditions } from "@/lib/services/table/where";
import type { ListCount } from "@/lib/table/count";
import { type Filter, OPERATORS } from "@/lib/table/filters";
import { COUNT_LIMIT } from "@/lib/table/list";
import { Prisma } from "@/prisma/generated/client";

/** A row of the audit log; `before` and `after` are the whitelisted fields that were written, as JSON text. */
export type AuditRow = {
  seq: string;
  at: string;
  actorType: keyof typeof ACTOR_WORDS;
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

/** A place in the log, and from which side it is read. */
export type AuditPosition = { kind: "after" | "before"; at: string; seq: string } | { kind: "last" };

const lower = (text: string) => text.toLowerCase();
const ACTOR_TYPE = Prisma.sql`e.actor_type::text`;

/** From the names of AUDIT_FILTERS to audit_events e. */
const COLUMNS: ColumnMap = {
  at: { type: "date", operators: ["before", "after", "last"], column: Prisma.sql`e.at` },
  action: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`e.action`, cast: "text" },
  actor: { type: "text", operators: OPERATORS.text, column: Prisma.sql`lower(e.actor_name)`, fold: lower },
  actorType: {
    type: "choice",
    operators: OPERATORS.choice,
    all: Object.keys(ACTOR_WORDS),
    toSql: (chosen) => Prisma.sql`${ACTOR_TYPE} = ANY(${[...chosen]}::text[])`,
  },
  target: { type: "text", operators: OPERATORS.text, column: Prisma.sql`lower(e.target_name)`, fold: lower },
  targetType: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`e.target_type`, cast: "text" },
  targetId: {
    type: "choice",
    operators: ["any"],
    all: [],
    // With the types said, the index of types and ids serves.
    toSql: (chosen) =>
      Prisma.sql`(e.target_type = ANY(${Object.keys(TARGET_WORDS)}::text[]) AND e.target_id = ANY(${[...chosen]}::uuid[]))`,
  },
  address: { type: "text", operators: ["equals", "starts"], column: Prisma.sql`e.ip`, fold: lower },
  request: { type: "text", operators: ["equals"], column: Prisma.sql`e.request_id`, fold: lower },
};

/** In: search text and filters. Out: what an event must meet. */
export function buildAuditWhere(q: string, filters: readonly Filter[]): Prisma.Sql {
  const where = joinConditions(buildConditions(filters, COLUMNS), "walk");
  if (q === "") return where;
  const pattern = `%${escapeLike(lower(q))}%`;
  return Prisma.sql`${where} AND (lower(e.target_name) LIKE ${pattern} OR lower(e.actor_name) LIKE ${pattern} OR e.ip LIKE ${pattern})`;
}

type Read = {
  sort: AuditSort;
  reverse: boolean;
  from: { at: string; seq: string } | null;
  offset: number;
  limit: number;
};

/** Reads events along the index of time. In: conditions, order, where to go on from. Out: rows in the order they were read in. */
export async function selectEvents(
  tx: Tx,
  where: Prisma.Sql,
  { sort, reverse, from, offset, limit }: Read,
): Promise<AuditRow[]> {
  const descending = (sort === "-at") !== reverse;
  const order = descending ? Prisma.sql`e.at DESC, e.seq DESC` : Prisma.sql`e.at, e.seq`;
  const sign = descending ? Prisma.sql`<` : Prisma.sql`>`;
  const after = from
    ? Prisma.sql`(e.at, e.seq) ${sign} (${from.at}::timestamptz, ${from.seq}::bigint)`
    : Prisma.sql`true`;
  const found = await tx.$queryRaw<(Omit<AuditRow, "at"> & { at: Date })[]>`
    SELECT e.seq::text, e.at, ${ACTOR_TYPE} AS "actorType", e.actor_name AS "actorName", e.ip, e.user_agent AS "userAgent",
      e.request_id AS "requestId", e.action, e.target_type AS "targetType", e.target_id::text AS "targetId",
      e.target_name AS "targetName", e.before::text AS before, e.after::text AS after
    FROM audit_events e WHERE ${where} AND ${after} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`;
  return found.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** In: conditions. Out: how many events meet them: exact up to 10,000, beyond it the planner's estimate. */
export async function countEvents(tx: Tx, where: Prisma.Sql): Promise<ListCount> {
  const [row] = await tx.$queryRaw<{ found: number }[]>`
    SELECT count(*)::int AS found FROM (SELECT 1 FROM audit_events e WHERE ${where} LIMIT ${COUNT_LIMIT + 1}) AS capped`;
  const found = row?.found ?? 0;
  if (found <= COUNT_LIMIT) return { total: found, about: false, estimate: found };
  const [plan] = await tx.$queryRaw<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }[]>`
    EXPLAIN (FORMAT JSON) SELECT 1 FROM audit_events e WHERE ${where}`;
  const estimate = plan?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
  return { total: COUNT_LIMIT, about: true, estimate: Math.max(estimate, found) };
}
