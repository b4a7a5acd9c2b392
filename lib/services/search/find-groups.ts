import "server-only";
import { nameKey } from "@/lib/services/name/schema";
import { NAME_HITS, searchEverythingSchema } from "@/lib/services/search/schema";
import { verb } from "@/lib/services/verb";

/** An App Connector Group as a search shows it. */
export type GroupHit = { id: string; name: string; enabled: boolean };

/** Groups by a part of their name, first those that begin with it. In: text; none finds nothing. Out: up to four. Throws what `verb` throws. */
export const findGroups = verb({
  permission: "group.read",
  effect: "read",
  input: searchEverythingSchema,
  run: async ({ input, tx }): Promise<GroupHit[]> => {
    const key = nameKey(input.q);
    if (key === "") return [];
    // Thousands at most, so reading all takes a few milliseconds; in `position` no character has a meaning of its own.
    return await tx.$queryRaw<GroupHit[]>`
      SELECT id, name, enabled FROM connector_groups WHERE position(${key} IN name_key) > 0
      ORDER BY starts_with(name_key, ${key}) DESC, name_key LIMIT ${NAME_HITS}`;
  },
});
