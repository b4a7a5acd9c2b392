import "server-only";
import type { Tx } from "@/lib/db";
import type { AuditConditions } from "@/lib/services/audit-log/audit-conditions";
import type { ListCount } from "@/lib/table/count";
import { COUNT_LIMIT } from "@/lib/table/list";
import { Prisma } from "@/prisma/generated/client";

/** From this estimate on, one condition alone is not counted: the statistics of one column do not err by so much. */
const SURELY_MANY = COUNT_LIMIT * 3;
/** What is so frequent is known well: a sample holds hundreds of it. */
const FREQUENT = 0.01;
const FREQUENT_MANY = COUNT_LIMIT * 1.5;

export type AuditCount = ListCount;

/** Beside others, a condition that so many events meet is judged on the rows that the others lead to. */
const MOST_EVENTS = 0.2;

/**
 * What the planner thinks: how many events match, as a count of more than 10,000, and how many the log holds, about; and the
 * conditions, with `seek` in the form in which the index finds matches soonest.
 */
export type AuditEstimate = { count: AuditCount; rows: number; isSurelyMany: boolean; conditions: AuditConditions };

/** In: conditions. Out: what the planner makes of them; nothing is read for it. */
export async function estimateEvents(tx: Tx, conditions: AuditConditions): Promise<AuditEstimate> {
  const [table] = await tx.$queryRaw<{ rows: number }[]>`
    SELECT greatest(reltuples, 0)::float8 AS rows FROM pg_class WHERE oid = 'audit_events'::regclass`;
  const rows = table?.rows ?? 0;
  const { all } = conditions;
  const found = await explain(tx, conditions.walk);
  const many = rows > 0 && found >= rows * FREQUENT ? FREQUENT_MANY : SURELY_MANY;
  const parts: Prisma.Sql[] = [];
  for (const { seek, walk } of all) {
    parts.push(all.length > 1 && (await explain(tx, walk)) > rows * MOST_EVENTS ? walk : seek);
  }
  return {
    count: concludeCount(COUNT_LIMIT + 1, found),
    rows,
    isSurelyMany: all.length === 1 && found >= many,
    conditions: parts.length === 0 ? conditions : { ...conditions, seek: Prisma.join(parts, " AND ") },
  };
}

async function explain(tx: Tx, condition: Prisma.Sql): Promise<number> {
  const [plan] = await tx.$queryRaw<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }[]>`
    EXPLAIN (FORMAT JSON) SELECT 1 FROM audit_events e WHERE ${condition}`;
  return plan?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
}

/** In: conditions. Out: how many events meet them: exact up to 10,000, beyond it the planner's estimate. */
export async function countEvents(tx: Tx, conditions: AuditConditions): Promise<AuditCount> {
  const estimate = await estimateEvents(tx, conditions);
  if (estimate.isSurelyMany) return estimate.count;
  const [row] = await tx.$queryRaw<{ found: number }[]>`
    SELECT count(*)::int AS found FROM (
      SELECT 1 FROM (SELECT 1 FROM audit_events e WHERE ${estimate.conditions.seek} OFFSET 0) AS m LIMIT ${COUNT_LIMIT + 1}) AS capped`;
  return concludeCount(row?.found ?? 0, estimate.count.estimate);
}

/** In: how many were found, looking for one more than are counted, and the planner's estimate. Out: the count. */
export function concludeCount(found: number, estimate: number): AuditCount {
  if (found <= COUNT_LIMIT) return { total: found, about: false, estimate: found };
  return { total: COUNT_LIMIT, about: true, estimate: Math.max(estimate, found) };
}
