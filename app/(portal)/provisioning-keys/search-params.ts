import { SAVED_PARAM } from "@/components/data-table/filter-bar/location";
import { ALL_ROWS, type ListLocation } from "@/components/data-table/list-location";
import {
  COUNT_LIMIT,
  DEFAULT_PER_PAGE,
  DEFAULT_SORT,
  keyIdSchema,
  type ListKeysInput,
  PER_PAGE,
  parseListView,
} from "@/lib/services/provisioning-keys/schema";
import { findDroppedParams } from "@/lib/table/dropped-params";
import { type DroppedFilter, FILTER_PARAM, formatFilters } from "@/lib/table/filters-url";

export const KEYS_PATH = "/provisioning-keys";

/** The field a link into the edit dialog puts the focus on. */
export const EDIT_FOCUS = ["maximum", "expiry"] as const;
export type EditFocus = (typeof EDIT_FOCUS)[number];

/** No dialog that shows a secret is among these: such a one opens by an action only, never by an address. */
export type KeysDialog = { kind: "edit"; id: string; focus: EditFocus | null } | { kind: "delete"; id: string };

export type KeysView = {
  input: ListKeysInput;
  /** What of the address was left out: filters, an order, a page. */
  dropped: DroppedFilter[];
  /** The saved filter the address names, if any. */
  saved: string | null;
  expanded: typeof ALL_ROWS | readonly string[];
  dialog: KeysDialog | null;
  /** Path and parameters of the list itself, in one spelling, without dialogs. */
  list: ListLocation;
};

type Params = Record<string, string | string[] | undefined>;

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given, and is named. */
export function parseKeysView(params: Params): KeysView {
  const { input: read, dropped } = parseListView(params);
  const page = isBeyond(params.page) ? COUNT_LIMIT : read.page;
  const input = { ...read, page: read.cursor === null ? page : 1 };
  const saved = keyIdSchema.safeParse(params[SAVED_PARAM]).data ?? null;
  const expanded = parseExpanded(params.expanded);
  const search = new URLSearchParams();
  if (input.q !== "") search.set("q", input.q);
  for (const filter of formatFilters(input.filters)) search.append(FILTER_PARAM, filter);
  if (saved !== null) search.set(SAVED_PARAM, saved);
  if (input.sort !== DEFAULT_SORT) search.set("sort", input.sort);
  if (input.cursor !== null) search.set("cursor", input.cursor);
  else if (input.page !== 1) search.set("page", String(input.page));
  if (input.perPage !== DEFAULT_PER_PAGE) search.set("perPage", String(input.perPage));
  if (expanded.length > 0) search.set("expanded", expanded === ALL_ROWS ? ALL_ROWS : expanded.join(","));
  const list = { path: KEYS_PATH, search: search.toString() };
  return {
    input,
    dropped: [...dropped, ...findDroppedParams(params, describeUsed(input, params))],
    saved,
    expanded,
    dialog: parseDialog(params),
    list,
  };
}

/** A page that no list reaches is the last one, as any page is that a list has no longer. */
function isBeyond(page: Params[string]): boolean {
  return typeof page === "string" && /^[1-9][0-9]{0,14}$/.test(page) && Number(page) > COUNT_LIMIT;
}

function describeUsed(input: ListKeysInput, params: Params) {
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

function parseExpanded(param: Params[string]): KeysView["expanded"] {
  if (typeof param !== "string") return [];
  if (param === ALL_ROWS) return ALL_ROWS;
  return [...new Set(param.split(",").slice(0, 100))].filter((id) => keyIdSchema.safeParse(id).success);
}

function parseDialog(params: Params): KeysDialog | null {
  const edited = keyIdSchema.safeParse(params.edit);
  if (edited.success) {
    return { kind: "edit", id: edited.data, focus: EDIT_FOCUS.find((field) => field === params.focus) ?? null };
  }
  const deleted = keyIdSchema.safeParse(params.delete);
  return deleted.success ? { kind: "delete", id: deleted.data } : null;
}
