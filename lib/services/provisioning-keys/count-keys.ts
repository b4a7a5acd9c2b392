import "server-only";
import type { Tx } from "@/lib/db";
import { COUNT_LIMIT } from "@/lib/services/provisioning-keys/schema";
import { type Condition, joinConditions } from "@/lib/services/table/where";

/** From this estimate on, one condition alone is not counted: the statistics of one column do not err by so much. */
const SURELY_MANY = COUNT_LIMIT * 3;

/** How many keys match: exact up to 10,000, beyond it the planner's estimate; and how many rows the table has, about. */
export type KeyCount = {
  total: number;
  about: boolean;
  estimate: number;
  tableRows: number;
  /** The form of the conditions in which all matches are found sooner. */
  form: keyof Condition;
};

/**
 * In: conditions. Out: KeyCount. Whatever the table's size, it counts to 10,000 at most, and not even that where the
 * planner is sure of more; a page that turns out short then tells the truth.
 */
export async function countKeys(tx: Tx, conditions: readonly Condition[]): Promise<KeyCount> {
  const walk = await explain(tx, conditions, "walk");
  const counted = conditions.length === 1 && walk.rows >= SURELY_MANY ? [] : conditions;
  // Of several conditions one may be found so soon that the others are best judged on its rows.
  const isSeekBest = conditions.length < 2 || (await explain(tx, conditions, "seek")).cost <= walk.cost;
  const form = isSeekBest ? "seek" : "walk";
  const [row] = await tx.$queryRaw<{ found: number; tableRows: number }[]>`
    SELECT count(*)::int AS found,
      (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'provisioning_keys'::regclass) AS "tableRows"
    FROM (
      SELECT 1 FROM provisioning_keys k WHERE k.deleted_at IS NULL AND ${joinConditions(counted, form)}
      LIMIT ${COUNT_LIMIT + 1}
    ) AS capped`;
  const { found, tableRows } = row ?? { found: 0, tableRows: 0 };
  const about = found > COUNT_LIMIT;
  return {
    total: Math.min(found, COUNT_LIMIT),
    about,
    estimate: about ? Math.max(walk.rows, found) : found,
    tableRows,
    form,
  };
}

async function explain(tx: Tx, conditions: readonly Condition[], form: keyof Condition) {
  const [plan] = await tx.$queryRaw<{ "QUERY PLAN": { Plan: { "Plan Rows": number; "Total Cost": number } }[] }[]>`
    EXPLAIN (FORMAT JSON) SELECT 1 FROM provisioning_keys k
    WHERE k.deleted_at IS NULL AND ${joinConditions(conditions, form)}`;
  const top = plan?.["QUERY PLAN"][0]?.Plan;
  return { rows: top?.["Plan Rows"] ?? 0, cost: top?.["Total Cost"] ?? 0 };
}
