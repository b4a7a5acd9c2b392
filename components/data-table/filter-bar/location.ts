import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import type { Filter } from "@/lib/table/filters";
import { FILTER_PARAM, formatFilters } from "@/lib/table/filters-url";

/** The parameter that names the saved filter an address came from. */
export const SAVED_PARAM = "saved";

/** The address of a list with other filters: from its first page, with no row expanded. */
export function filtersHref(list: ListLocation, filters: readonly Filter[]): string {
  return patchLocation(list, { [FILTER_PARAM]: formatFilters(filters), page: null, expanded: null });
}

/** The address of a list without any filter; the search stays. */
export function clearedHref(list: ListLocation): string {
  return patchLocation(list, { [FILTER_PARAM]: null, [SAVED_PARAM]: null, page: null, expanded: null });
}
