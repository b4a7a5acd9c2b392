import "server-only";
import type { Tx } from "@/lib/db";
import { COUNT_LIMIT } from "@/lib/services/provisioning-keys/schema";
import { type Condition, joinConditions } from "@/lib/services/table/where";

/** From this estimate on, one condition alone is not counted: the statistics of one column do not err by so much. */
const SURELY_MANY = COUNT_LIMIT * 3;

/** How many keys match: exact up to 10,000, beyond it the planner's estimate; and how many rows the table has, about. */
export type KeyCount = { total: number; about: boolean; estimate: number; tableRows: number };

/**
 * In: conditions. Out: KeyCount. Whatever the table's size, it counts to 10,000 at most, and not even that where the
 * planner is sure of more; a page that turns out short then tells the truth.
 */
export async function countKeys(tx: Tx, conditions: readonly Condition[]): Promise<KeyCount> {
  const [plan] = await tx.$queryRaw<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }[]>`
    EXPLAIN (FORMAT JSON) SELECT 1 FROM provisioning_keys k
    WHERE k.deleted_at IS NULL AND ${joinConditions(conditions, "walk")}`;
  const planned = plan?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
  const counted = conditions.length === 1 && planned >= SURELY_MANY ? [] : conditions;
  const [row] = await tx.$queryRaw<{ found: number; tableRows: number }[]>`
    SELECT count(*)::int AS found,
      (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'provisioning_keys'::regclass) AS "tableRows"
    FROM (
      SELECT 1 FROM provisioning_keys k WHERE k.deleted_at IS NULL AND ${joinConditions(counted, "seek")}
      LIMIT ${COUNT_LIMIT + 1}
    ) AS capped`;
  const { found, tableRows } = row ?? { found: 0, tableRows: 0 };
  const about = found > COUNT_LIMIT;
  return {
    total: Math.min(found, COUNT_LIMIT),
    about,
    estimate: about ? Math.max(planned, found) : found,
    tableRows,
  };
}
