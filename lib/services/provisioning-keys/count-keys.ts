import "server-only";
import type { Tx } from "@/lib/db";
import type { KeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import { type Condition, type Form, joinConditions } from "@/lib/services/table/where";
import { COUNT_LIMIT } from "@/lib/table/list";
import { Prisma } from "@/prisma/generated/client";

/** From this estimate on, one condition alone is not counted: the statistics of one column do not err by so much. */
const SURELY_MANY = COUNT_LIMIT * 3;

/** How many keys match: exact up to 10,000, beyond it the planner's estimate. */
export type KeyCount = { total: number; about: boolean; estimate: number };

/** What the planner thinks: how many keys match, and the form of the conditions in which it finds all of them sooner. */
export type KeyEstimate = { rows: number; form: Form; isSurelyMany: boolean };

/** Rows of the table, about. */
export const TABLE_ROWS = Prisma.sql`(
  SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'provisioning_keys'::regclass)`;

/** In: conditions. Out: what the planner makes of them; nothing is read for it. */
export async function estimateKeys(tx: Tx, { all, isSingle }: KeyConditions): Promise<KeyEstimate> {
  const walk = await explain(tx, all, "walk");
  // Of several conditions one may be found so soon that the others are best judged on its rows.
  const canDiffer = all.length > 1 && all.some((condition) => condition.seek !== condition.walk);
  const isSeekBest = !canDiffer || (await explain(tx, all, "seek")).cost <= walk.cost;
  return {
    rows: walk.rows,
    form: isSeekBest ? "seek" : "walk",
    isSurelyMany: isSingle && walk.rows >= SURELY_MANY,
  };
}

/**
 * In: conditions. Out: how many keys meet them, and the form in which all of them are found sooner. Whatever the table's
 * size, it counts to 10,000 at most, and not even that where the planner is sure of more.
 */
export async function countKeys(tx: Tx, conditions: KeyConditions): Promise<KeyCount & { form: Form }> {
  const { rows, form, isSurelyMany } = await estimateKeys(tx, conditions);
  if (isSurelyMany) return { ...concludeCount(COUNT_LIMIT + 1, rows), form };
  const [row] = await tx.$queryRaw<{ found: number }[]>`
    SELECT count(*)::int AS found FROM (
      ${
        conditions.text === null
          ? Prisma.sql`SELECT 1 FROM provisioning_keys k WHERE k.deleted_at IS NULL AND ${joinConditions(conditions.all, form)}`
          : Prisma.sql`SELECT 1 FROM provisioning_key_search s WHERE ${conditions.text}`
      }
      LIMIT ${COUNT_LIMIT + 1}
    ) AS capped`;
  return { ...concludeCount(row?.found ?? 0, rows), form };
}

/** In: how many were found, looking for one more than are counted, and the planner's estimate. Out: the count. */
export function concludeCount(found: number, estimate: number): KeyCount {
  if (found <= COUNT_LIMIT) return { total: found, about: false, estimate: found };
  return { total: COUNT_LIMIT, about: true, estimate: Math.max(estimate, found) };
}

async function explain(tx: Tx, conditions: readonly Condition[], form: Form) {
  const [plan] = await tx.$queryRaw<{ "QUERY PLAN": { Plan: { "Plan Rows": number; "Total Cost": number } }[] }[]>`
    EXPLAIN (FORMAT JSON) SELECT 1 FROM provisioning_keys k
    WHERE k.deleted_at IS NULL AND ${joinConditions(conditions, form)}`;
  const top = plan?.["QUERY PLAN"][0]?.Plan;
  return { rows: top?.["Plan Rows"] ?? 0, cost: top?.["Total Cost"] ?? 0 };
}
