import "server-only";
import { KEY_FILTER_COLUMNS } from "@/lib/services/provisioning-keys/filters/columns";
import { implyConditions } from "@/lib/services/provisioning-keys/filters/implied";
import { joinSearches, searchCondition } from "@/lib/services/provisioning-keys/search";
import { buildConditions, type Condition, startOf } from "@/lib/services/table/where";
import type { Filter } from "@/lib/table/filters";
import type { Prisma } from "@/prisma/generated/client";

/** What a list of keys is asked for. */
export type KeyConditions = {
  /** On provisioning_keys k; all must hold. Deleted keys are left out apart from them. */
  all: readonly Condition[];
  /** The same on provisioning_key_search s, where nothing but texts is asked for. */
  text: Prisma.Sql | null;
  /** Whether one column alone decides. */
  isSingle: boolean;
  /**
   * Keys last used before this instant are asked for, and no others; null = that is not asked. A key is used after it was
   * created: all but odd ones were created before it too.
   */
  useBound: string | null;
};

/** In: search text and filters. Out: their conditions. */
export function buildKeyConditions(q: string, filters: readonly Filter[]): KeyConditions {
  const search = searchCondition(q);
  const asked = [...(search ? [search] : []), ...buildConditions(filters, KEY_FILTER_COLUMNS)];
  const all = [...joinSearches(asked), ...implyConditions(filters)];
  const text = (all.length === 1 && all[0]?.inText) || null;
  return { all, text, isSingle: asked.length === 1, useBound: findUseBound(filters) };
}

function findUseBound(filters: readonly Filter[]): string | null {
  const bounds = filters.flatMap((filter) =>
    filter.column === "lastUsed" && filter.op === "before" ? startOf(filter.value) : [],
  );
  return bounds.sort()[0] ?? null;
}
