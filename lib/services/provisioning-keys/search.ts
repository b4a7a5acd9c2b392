import "server-only";
import { nameKey } from "@/lib/services/name/schema";
import { joinWords } from "@/lib/services/table/join-words";
import { CONTAINS_FROM, type Condition, escapeLike } from "@/lib/services/table/where";
import { Prisma } from "@/prisma/generated/client";

/** Where in the searched text a column stands; line feeds, which no name holds, part them. */
const PARTS = { name: 1, group: 2, fingerprints: 3 } as const;

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
  const walk = Prisma.sql`k.search_text LIKE ${pattern}`;
  return { seek: walk, walk, inText: textHolds(pattern) };
}

/** In: a LIKE pattern. Out: the condition on the name in provisioning_key_search s. */
export function nameHolds(pattern: string): Prisma.Sql {
  return Prisma.sql`s.name_key LIKE ${joinWords(pattern)}`;
}

/** In: a LIKE pattern, and the only column to look in. Out: the condition on the whole text in provisioning_key_search s. */
export function textHolds(pattern: string, part?: keyof typeof PARTS): Prisma.Sql {
  const joined = joinWords(pattern);
  const holds = Prisma.sql`s.search_text LIKE ${joined}`;
  if (part === undefined) return holds;
  return Prisma.sql`(${holds} AND split_part(s.search_text, chr(10), ${PARTS[part]}::int) LIKE ${joined})`;
}

/**
 * Texts are looked for all at once: each alone may have a great many matches, and the index finds those of all of them.
 * In: conditions that must all hold. Out: conditions that say the same, those on texts as one, the first.
 */
export function joinSearches(conditions: readonly Condition[]): Condition[] {
  const texts = conditions.filter(({ inText }) => inText !== undefined);
  // A text of a column with a better index of its own stays with it as long as there is no other.
  if (texts.length === 0 || (texts.length === 1 && texts[0]?.seek !== texts[0]?.walk)) {
    return conditions.map(({ seek, walk }) => ({ seek, walk }));
  }
  const inText = Prisma.join(
    texts.flatMap((text) => text.inText ?? []),
    " AND ",
  );
  const joined: Condition = {
    seek: Prisma.sql`k.id IN (SELECT s.key_id FROM provisioning_key_search s WHERE ${inText})`,
    walk: Prisma.join(
      texts.map(({ walk }) => walk),
      " AND ",
    ),
    inText,
  };
  return [joined, ...conditions.filter((condition) => condition.inText === undefined)];
}
