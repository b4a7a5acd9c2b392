import "server-only";
import { nameKey } from "@/lib/services/name/schema";
import { CONTAINS_FROM, type Condition, escapeLike } from "@/lib/services/table/where";
import { Prisma } from "@/prisma/generated/client";

/**
 * In: search text as typed. Out: the condition on provisioning_keys k, or null for no text. Three characters and more are
 * looked for anywhere in name, group and fingerprint; fewer only at the start of the name. Case and width do not matter;
 * % and _ mean themselves.
 */
export function searchCondition(q: string): Condition | null {
  const text = nameKey(q);
  if (text === "") return null;
  const literal = escapeLike(text);
  if ([...text].length < CONTAINS_FROM) {
    const starts = Prisma.sql`k.name_key LIKE ${`${literal}%`}`;
    return { seek: starts, walk: starts };
  }
  const pattern = `%${literal}%`;
  return { seek: isFoundBy([pattern]), walk: Prisma.sql`k.search_text LIKE ${pattern}`, searched: pattern };
}

/** In: LIKE patterns. Out: the keys (k) whose searched text fits all of them, found through its index. */
export function isFoundBy(patterns: readonly string[]): Prisma.Sql {
  const fits = patterns.map((pattern) => Prisma.sql`s.search_text LIKE ${pattern}`);
  return Prisma.sql`k.id IN (SELECT s.key_id FROM provisioning_key_search s WHERE ${Prisma.join(fits, " AND ")})`;
}

/**
 * Looks for several texts at once: each alone may have a great many matches, and the index finds those of all of them.
 * In: conditions that must all hold. Out: conditions that say the same.
 */
export function joinSearches(conditions: readonly Condition[]): Condition[] {
  const patterns = conditions.flatMap(({ searched }) => searched ?? []);
  if (patterns.length < 2) return [...conditions];
  // The searched text holds more than the column: that one has the last word.
  const judged = conditions.map((condition) =>
    condition.searched ? { ...condition, seek: condition.walk } : condition,
  );
  return [{ seek: isFoundBy(patterns), walk: Prisma.sql`true` }, ...judged];
}
