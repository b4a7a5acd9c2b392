import "server-only";
import { KEY_FILTER_COLUMNS } from "@/lib/services/provisioning-keys/filters/columns";
import { implyConditions } from "@/lib/services/provisioning-keys/filters/implied";
import { joinSearches, searchCondition } from "@/lib/services/provisioning-keys/search";
import { buildConditions, type Condition, startOf } from "@/lib/services/table/where";
import type { Filter } from "@/lib/table/filters";

/**
 * In: search text and filters. Out: their conditions on provisioning_keys k, all of which must hold; deleted keys are left
 * out apart from them.
 */
export function buildKeyConditions(q: string, filters: readonly Filter[]): Condition[] {
  const search = searchCondition(q);
  return [
    ...joinSearches([...(search ? [search] : []), ...buildConditions(filters, KEY_FILTER_COLUMNS)]),
    ...implyConditions(filters),
  ];
}

/**
 * A key is used after it was created: of those last used before a day, all but odd ones were created before it.
 * In: filters. Out: the earliest such instant, or null when they name none.
 */
export function findUseBound(filters: readonly Filter[]): string | null {
  const bounds = filters.flatMap((filter) =>
    filter.column === "lastUsed" && filter.op === "before" ? startOf(filter.value) : [],
  );
  return bounds.sort()[0] ?? null;
}
