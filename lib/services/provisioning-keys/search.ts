import "server-only";
import { nameKey } from "@/lib/services/name/schema";
import { Prisma } from "@/prisma/generated/client";

/** Characters from which the trigram index can serve a search anywhere in the text. */
const CONTAINS_FROM = 3;

/**
 * In: search text as typed. Out: the condition on provisioning_keys k. Three characters and more are looked for anywhere
 * in name, group and fingerprint; fewer only at the start of the name. Case and width do not matter; % and _ mean
 * themselves.
 */
export function searchCondition(q: string): Prisma.Sql {
  const text = nameKey(q);
  if (text === "") return Prisma.sql`k.deleted_at IS NULL`;
  const literal = text.replace(/[\\%_]/g, "\\$&");
  return [...text].length < CONTAINS_FROM
    ? Prisma.sql`k.deleted_at IS NULL AND k.name_key LIKE ${`${literal}%`}`
    : Prisma.sql`k.deleted_at IS NULL AND k.search_text LIKE ${`%${literal}%`}`;
}
