import "server-only";
import { nameKey } from "@/lib/services/name/schema";
import { NAME_HITS, searchEverythingSchema } from "@/lib/services/search/schema";
import { CONTAINS_FROM, escapeLike } from "@/lib/services/table/where";
import { verb } from "@/lib/services/verb";

/** An App Connector as a search shows it. */
export type ConnectorHit = { id: string; name: string; groupName: string };

/** How many that match are put in order: among more, any of them will do. */
const MOST = 1_000;

/**
 * App Connectors by a part of their name (by its start while the text is shorter than three characters), first those that begin
 * with it. In: text; none finds nothing. Out: up to four. Throws what `verb` throws.
 */
export const findConnectors = verb({
  permission: "connector.read",
  effect: "read",
  input: searchEverythingSchema,
  run: async ({ input, tx }): Promise<ConnectorHit[]> => {
    const key = nameKey(input.q);
    if (key === "") return [];
    const isLong = [...key].length >= CONTAINS_FROM;
    const pattern = `${isLong ? "%" : ""}${escapeLike(key)}%`;
    return await tx.$queryRaw<ConnectorHit[]>`
      SELECT found.id::text AS id, found.name, g.name AS "groupName" FROM (
        SELECT c.id, c.name, c.name_key, c.group_id FROM connectors c
        WHERE c.deleted_at IS NULL AND c.name_key LIKE ${pattern} LIMIT ${MOST}
      ) AS found JOIN connector_groups g ON g.id = found.group_id
      ORDER BY starts_with(found.name_key, ${key}) DESC, found.name_key, found.id LIMIT ${NAME_HITS}`;
  },
});
