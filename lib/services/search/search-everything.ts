import "server-only";
import type { Actor } from "@/lib/services/actor";
import { listKeys } from "@/lib/services/provisioning-keys/list";
import type { KeyStatus } from "@/lib/services/provisioning-keys/schema";
import { type CertificateHit, findCertificates } from "@/lib/services/search/find-certificates";
import { type ConnectorHit, findConnectors } from "@/lib/services/search/find-connectors";
import { findGroups, type GroupHit } from "@/lib/services/search/find-groups";
import { SEARCH_HITS, searchEverythingSchema } from "@/lib/services/search/schema";
import { verb } from "@/lib/services/verb";

/** A provisioning key as a search shows it. */
export type KeyHit = { id: string; name: string; groupName: string; status: KeyStatus };

/** What a search found, by kind. `more`: there are others that match. */
export type SearchHits = {
  keys: { rows: KeyHit[]; more: boolean };
  groups: GroupHit[];
  connectors: ConnectorHit[];
  certificates: CertificateHit[];
};

/** The smallest page a list of keys has. */
const PAGE = 10;

/**
 * Looks for what a person may read, by text.
 * In: text as typed; % and _ mean themselves. Out: up to eight keys by name, group or fingerprint: first those whose name
 * begins with the text, by name, then the others, last used first; and groups, connectors and signing certificates by name. No text
 * finds nothing. Throws what `verb` throws.
 */
export const searchEverything = verb({
  permission: "key.read",
  effect: "read",
  input: searchEverythingSchema,
  run: async ({ input, actor }): Promise<SearchHits> => {
    const [keys, groups, connectors, certificates] = await Promise.all([
      findKeys(actor, input.q),
      findGroups(actor, input),
      findConnectors(actor, input),
      findCertificates(actor, input),
    ]);
    return { keys, groups, connectors, certificates };
  },
});

async function findKeys(actor: Actor, q: string): Promise<SearchHits["keys"]> {
  if (q === "") return { rows: [], more: false };
  const found = new Map<string, KeyHit>();
  // At once: one after the other, who types would wait for both.
  const pages = await Promise.all([
    listKeys(actor, { filters: [{ column: "name", op: "starts", value: q }], sort: "name", perPage: PAGE }),
    listKeys(actor, { q, sort: "-lastUsed", perPage: PAGE }),
  ]);
  for (const { id, name, groupName, status } of pages.flatMap(({ rows }) => rows)) {
    if (!found.has(id)) found.set(id, { id, name, groupName, status });
  }
  return { rows: [...found.values()].slice(0, SEARCH_HITS), more: found.size > SEARCH_HITS };
}
