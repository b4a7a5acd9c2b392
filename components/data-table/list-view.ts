import type { List } from "@/lib/table/define-list";
import { findDroppedParams } from "@/lib/table/dropped-params";
import { type DroppedFilter, FILTER_PARAM, formatFilters } from "@/lib/table/filters-url";
import { COUNT_LIMIT, type ListInput, type Params, PER_PAGE } from "@/lib/table/list";
import { SAVED_PARAM } from "./filter-bar/location";
import { ALL_ROWS, type ListLocation } from "./list-location";

/** What an address asks of a list. */
export type ListView<Column extends string = string> = {
  input: ListInput<Column>;
  /** What of the address was left out: filters, an order, a page. */
  dropped: DroppedFilter[];
  /** The saved filter the address names, if any. */
  saved: string | null;
  expanded: typeof ALL_ROWS | readonly string[];
  /** Path and parameters of the list itself, in one spelling, without dialogs. */
  list: ListLocation;
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * In: search parameters of a page, its list, its path, and how the id of a row looks where it is no uuid. Out: what to show;
 * whatever is bad counts as not given, and is named.
 */
export function parseListView<Column extends string>(
  params: Params,
  list: List<Column>,
  path: string,
  rowId: RegExp = UUID,
): ListView<Column> {
  const { input: read, dropped } = list.parse(params);
  const page = isBeyond(params.page) ? COUNT_LIMIT : read.page;
  const input = { ...read, page: read.cursor === null ? page : 1 };
  const saved = typeof params[SAVED_PARAM] === "string" && UUID.test(params[SAVED_PARAM]) ? params[SAVED_PARAM] : null;
  const expanded = parseExpanded(params.expanded, rowId);
  const search = new URLSearchParams();
  if (input.q !== "") search.set("q", input.q);
  for (const filter of formatFilters(input.filters)) search.append(FILTER_PARAM, filter);
  if (saved !== null) search.set(SAVED_PARAM, saved);
  if (input.sort !== list.defaultSort) search.set("sort", input.sort);
  if (input.cursor !== null) search.set("cursor", input.cursor);
  else if (input.page !== 1) search.set("page", String(input.page));
  if (input.perPage !== list.defaultPerPage) search.set("perPage", String(input.perPage));
  if (expanded.length > 0) search.set("expanded", expanded === ALL_ROWS ? ALL_ROWS : expanded.join(","));
  return {
    input,
    dropped: [...dropped, ...findDroppedParams(params, describeUsed(input, params))],
    saved,
    expanded,
    list: { path, search: search.toString() },
  };
}

/** In: a view and the ids of the rows of its page. Out: those that are expanded. */
export function pickExpanded({ expanded }: ListView, ids: readonly string[]): string[] {
  return ids.filter((id) => expanded === ALL_ROWS || expanded.includes(id));
}

/** Whether nothing narrows the list. */
export function isWhole({ input }: ListView): boolean {
  return input.q === "" && input.filters.length === 0;
}

/** A page that no list reaches is the last one, as any page is that a list has no longer. */
function isBeyond(page: Params[string]): boolean {
  return typeof page === "string" && /^[1-9][0-9]{0,14}$/.test(page) && Number(page) > COUNT_LIMIT;
}

function describeUsed(input: ListInput, params: Params) {
  const isAnyPage = isBeyond(params.page) || input.cursor !== null;
  return {
    q: { text: null, otherwise: "" },
    sort: { text: input.sort, otherwise: "there is no such order" },
    page: { text: isAnyPage ? null : String(input.page), otherwise: "it is not the number of a page" },
    perPage: {
      text: String(input.perPage),
      otherwise: `a page has ${PER_PAGE.slice(0, -1).join(", ")} or ${PER_PAGE.at(-1)} rows`,
    },
    cursor: { text: input.cursor ?? "", otherwise: "it is not a place in this list" },
  };
}

function parseExpanded(param: Params[string], rowId: RegExp): ListView["expanded"] {
  if (typeof param !== "string") return [];
  if (param === ALL_ROWS) return ALL_ROWS;
  return [...new Set(param.split(",").slice(0, 100))].filter((id) => rowId.test(id));
}
