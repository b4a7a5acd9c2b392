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
  return {
    seek: Prisma.sql`k.id IN (SELECT s.key_id FROM provisioning_key_search s WHERE s.search_text LIKE ${pattern})`,
    walk: Prisma.sql`k.search_text LIKE ${pattern}`,
  };
}
