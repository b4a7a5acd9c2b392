import type { Suggestion } from "@/components/data-table/filter-bar/filter-bar";

/** Says "hidden" when a person has hidden the filter bar of the keys. */
export const FILTERS_COOKIE = "keys-filters";

/** What is offered while no filter is set. */
export const KEY_FILTER_SUGGESTIONS: readonly Suggestion[] = [
  { column: "name", op: "contains" },
  { column: "group", op: "contains", label: "Group" },
  { column: "utilization", op: "gte", label: "Utilization", text: "80", unit: " %" },
  { column: "status", op: "any" },
];
