import "server-only";
import type { Tx } from "@/lib/db";
import { assertUser } from "@/lib/services/own-user";
import { FILTERED_LISTS } from "@/lib/services/saved-filters/listed-filters";
import { listSavedFiltersSchema, storedFilterSchema } from "@/lib/services/saved-filters/schema";
import { verb } from "@/lib/services/verb";
import type { Filter } from "@/lib/table/filters";
import { parseFilterTexts } from "@/lib/table/filters-parse";
import { type DroppedFilter, formatFilter } from "@/lib/table/filters-url";

/** A saved filter as it can be applied today. */
export type SavedFilter = {
  id: string;
  name: string;
  q: string;
  filters: Filter[];
  /** What it held that is gone since: a column, a choice, a certificate; with the reason. */
  dropped: DroppedFilter[];
  /** Whether it was saved in the session that asks; otherwise in a previous one. */
  isCurrentSession: boolean;
  savedAt: string;
};

/**
 * The saved filters of the asking user, by name; nobody else's.
 * In: which list. Out: SavedFilters. Throws what `verb` throws.
 */
export const listSavedFilters = verb({
  permission: "self.write",
  effect: "read",
  input: listSavedFiltersSchema,
  run: async ({ input, actor, tx }): Promise<SavedFilter[]> => {
    const user = assertUser(actor);
    const rows = await tx.savedFilter.findMany({
      where: { userId: user.id, resource: input.resource },
      orderBy: { nameKey: "asc" },
      select: { id: true, name: true, filters: true, sessionId: true, updatedAt: true },
    });
    const parsed = rows.map((row) => {
      const stored = storedFilterSchema.catch({ q: "", filters: [] }).parse(row.filters);
      return { row, q: stored.q, ...parseFilterTexts(stored.filters, FILTERED_LISTS[input.resource]) };
    });
    const standing = await findCertificates(
      tx,
      parsed.flatMap(({ filters }) => filters.flatMap(namedCertificates)),
    );
    return parsed.map(({ row, q, filters, dropped }) => {
      const kept = filters.map((filter) => keepStanding(filter, standing));
      return {
        id: row.id,
        name: row.name,
        q,
        filters: kept.flatMap(({ filter }) => filter ?? []),
        dropped: [...dropped, ...kept.flatMap((one) => one.dropped ?? [])],
        isCurrentSession: row.sessionId === user.sessionId,
        savedAt: row.updatedAt.toISOString(),
      };
    });
  },
});

function namedCertificates(filter: Filter): string[] {
  return filter.column === "certificate" && (filter.op === "any" || filter.op === "none") ? filter.value : [];
}

async function findCertificates(tx: Tx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const found = await tx.signingCertificate.findMany({ where: { id: { in: ids } }, select: { id: true } });
  return new Set(found.map(({ id }) => id));
}

function keepStanding(filter: Filter, standing: Set<string>): { filter?: Filter; dropped?: DroppedFilter } {
  const named = namedCertificates(filter);
  const gone = named.filter((id) => !standing.has(id));
  if (gone.length === 0 || (filter.op !== "any" && filter.op !== "none")) return { filter };
  const value = named.filter((id) => standing.has(id));
  const dropped = { text: formatFilter({ ...filter, value: gone }), reason: "the signing certificate is gone" };
  return value.length === 0 ? { dropped } : { filter: { ...filter, value }, dropped };
}
