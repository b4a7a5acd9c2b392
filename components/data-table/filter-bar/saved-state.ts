import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import type { Filter } from "@/lib/table/filters";
import { type DroppedFilter, FILTER_PARAM, formatFilters } from "@/lib/table/filters-url";
import { SAVED_PARAM } from "./location";

/** What a list is narrowed to: its search text and its filters. */
export type Applied = { q: string; filters: readonly Filter[] };

/** A saved filter as the menu lists it. */
export type SavedEntry = Applied & {
  id: string;
  name: string;
  /** What it held that is gone since. */
  dropped: readonly DroppedFilter[];
  isCurrentSession: boolean;
  savedAt: string;
};

/** Whether what is applied now differs from what was saved. */
export function isChanged(saved: SavedEntry, applied: Applied): boolean {
  const before = formatFilters(saved.filters);
  const now = formatFilters(applied.filters);
  return saved.q !== applied.q || before.length !== now.length || before.some((text, index) => text !== now[index]);
}

/** The address of a list with a saved filter applied as it was saved; order and rows per page stay. */
export function savedHref(list: ListLocation, saved: SavedEntry): string {
  return patchLocation(list, {
    q: saved.q === "" ? null : saved.q,
    [FILTER_PARAM]: formatFilters(saved.filters),
    [SAVED_PARAM]: saved.id,
    page: null,
    expanded: null,
  });
}
