import "server-only";
import { KEY_STATUSES } from "@/lib/services/provisioning-keys/schema";
import type { Condition } from "@/lib/services/table/where";
import type { Filter } from "@/lib/table/filters";
import { Prisma } from "@/prisma/generated/client";

type Range = { low: number; high: number };

/** Bounds of the columns: types and constraints of the table. */
const USED: Range = { low: 0, high: 2 ** 31 - 1 };
const MAXIMUM: Range = { low: 1, high: 1_000_000_000 };
const UTILIZATION: Range = { low: 0, high: 1_000_000 };
const FULL = 100;

/**
 * What several filters together imply about columns that depend on each other: count, maximum, utilization, status, last
 * use. The database keeps statistics column by column, so that it would read every key of the one condition to find none
 * that meets the other. In: filters, which must all hold. Out: conditions that hold for every key for which those do;
 * "false" where no key can meet them.
 */
export function implyConditions(filters: readonly Filter[]): Condition[] {
  if (filters.length < 2) return [];
  const used = findRange(filters, "used", USED);
  const maximum = findRange(filters, "maximum", MAXIMUM);
  const utilization = findRange(filters, "utilization", UTILIZATION);
  const statuses = findChosen(filters, "status", KEY_STATUSES);
  const limits = findChosen(filters, "limit", ["limited", "unlimited"]);
  const isOnly = (...allowed: string[]) => statuses.every((status) => allowed.includes(status));

  const hasUses = findDated(filters);
  const isUnlimited = !limits.includes("limited");
  const isLimited = !limits.includes("unlimited") || maximum.isAsked || utilization.isAsked || isOnly("exhausted");
  const isEmpty = [used, maximum, utilization].some(({ low, high }) => low > high);
  if (isEmpty || statuses.length === 0 || (isUnlimited && isLimited) || hasUses === "both") return [NEVER];
  const implied: Prisma.Sql[] = [];
  if (isLimited) {
    const least = Math.min(Math.floor((used.low * 100) / maximum.high), UTILIZATION.high);
    const low = Math.max(least, isOnly("exhausted") ? FULL : 0);
    const high = Math.min(
      Math.floor((used.high * 100) / maximum.low),
      isOnly("active", "expiring") ? FULL - 1 : UTILIZATION.high,
    );
    if (Math.max(low, utilization.low) > Math.min(high, utilization.high)) return [NEVER];
    // Few keys are used up: from there on the index of utilization leads to fewer than the two filters apart.
    if (least >= FULL && least > utilization.low) {
      implied.push(Prisma.sql`k.utilization >= ${least}::int`);
    }
  }
  // A use sets both: the indexes of keys where they disagree are all but empty.
  if (hasUses === "never" && used.low > 0) implied.push(Prisma.sql`k.used > 0`);
  if (hasUses === "dated" && used.high < 1) implied.push(Prisma.sql`(k.used < 1 AND k.last_used_at IS NOT NULL)`);
  return implied.map((seek) => ({ seek, walk: Prisma.sql`true` }));
}

const NEVER: Condition = { seek: Prisma.sql`false`, walk: Prisma.sql`false` };

/** The numbers that the filters of a column leave. Asked: a key without a number is left out. */
function findRange(filters: readonly Filter[], column: string, whole: Range): Range & { isAsked: boolean } {
  let { low, high } = whole;
  let isAsked = false;
  for (const filter of filters) {
    if (filter.column !== column) continue;
    if (filter.op === "eq" || filter.op === "gte") low = Math.max(low, filter.value);
    if (filter.op === "eq" || filter.op === "lte") high = Math.min(high, filter.value);
    if (filter.op === "gt") low = Math.max(low, filter.value + 1);
    if (filter.op === "lt") high = Math.min(high, filter.value - 1);
    if (filter.op === "between") {
      low = Math.max(low, filter.value[0]);
      high = Math.min(high, filter.value[1]);
    }
    // "Not equal" holds for a key without a number too; every key has a count.
    if (filter.op === "ne" && column === "used" && filter.value === low) low += 1;
    if (filter.op !== "ne") isAsked = true;
  }
  return { low, high, isAsked };
}

/** The choices that the filters of a column leave. */
function findChosen(filters: readonly Filter[], column: string, all: readonly string[]): readonly string[] {
  return all.filter((choice) =>
    filters.every((filter) => {
      if (filter.column !== column) return true;
      if (filter.op === "any") return filter.value.includes(choice);
      return filter.op !== "none" || !filter.value.includes(choice);
    }),
  );
}

/** Whether filters of the last use ask for keys that have one, that have none, for both at once, or for nothing. */
function findDated(filters: readonly Filter[]): "dated" | "never" | "both" | null {
  const operators = filters.filter(({ column }) => column === "lastUsed").map(({ op }) => op);
  const asksForNone = operators.includes("never");
  const asksForOne = operators.some((op) => op !== "never");
  if (asksForNone && asksForOne) return "both";
  if (asksForNone) return "never";
  return asksForOne ? "dated" : null;
}
