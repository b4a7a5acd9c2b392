import "server-only";
import type { Actor } from "@/lib/services/actor";
import { listKeys } from "@/lib/services/provisioning-keys/list";
import type { KeyStatus } from "@/lib/services/provisioning-keys/schema";
import { SEARCH_HITS, searchEverythingSchema } from "@/lib/services/search/schema";
import { verb } from "@/lib/services/verb";

/** A provisioning key as a search shows it. */
export type KeyHit = { id: string; name: string; groupName: string; status: KeyStatus };

/** What a search found, by kind. `more`: there are others that match. */
export type SearchHits = { keys: { rows: KeyHit[]; more: boolean } };

/** The smallest page a list of keys has. */
const PAGE = 10;

/**
 * Looks for what a person may read, by text.
 * In: text as typed; % and _ mean themselves. Out: up to eight keys by name, group or fingerprint: first those whose name
 * begins with the text, by name, then the others, last used first. No text finds nothing. Throws what `verb` throws.
 */
export const searchEverything = verb({
  permission: "key.read",
  effect: "read",
  input: searchEverythingSchema,
  run: async ({ input, actor }): Promise<SearchHits> => ({ keys: await findKeys(actor, input.q) }),
});

async function findKeys(actor: Actor, q: string): Promise<SearchHits["keys"]> {
  if (q === "") return { rows: [], more: false };
  const found = new Map<string, KeyHit>();
  const collect = async (input: Parameters<typeof listKeys>[1]) => {
    const { rows } = await listKeys(actor, { ...input, perPage: PAGE });
    for (const { id, name, groupName, status } of rows) {
      if (!found.has(id)) found.set(id, { id, name, groupName, status });
    }
  };
  await collect({ filters: [{ column: "name", op: "starts", value: q }], sort: "name" });
  if (found.size <= SEARCH_HITS) await collect({ q, sort: "-lastUsed" });
  return { rows: [...found.values()].slice(0, SEARCH_HITS), more: found.size > SEARCH_HITS };
}
