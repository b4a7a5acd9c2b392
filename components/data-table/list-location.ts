/** In the URL: every row of the page is expanded. */
export const ALL_ROWS = "all";

/** The parameter that names the expanded rows. */
export const EXPANDED_PARAM = "expanded";

/** Where a list lives: its path, and the parameters that make up its view (search, order, paging, expanded rows). */
export type ListLocation = { path: string; search: string };

/** Two ways to say which rows are shown: the number of a page, or a place in the order. */
const PLACES = ["page", "cursor"] as const;

/**
 * The address of a list with some parameters changed: text sets one, several texts set it once each, null drops it.
 * Whoever changes the page leaves the place a cursor names too, and the other way round. Commas and colons stay readable,
 * since expanded rows and filters are full of them.
 */
export function patchLocation(
  { path, search }: ListLocation,
  patch: Record<string, string | readonly string[] | null>,
): string {
  const params = new URLSearchParams(search);
  if (PLACES.some((name) => name in patch)) for (const name of PLACES) params.delete(name);
  for (const [name, value] of Object.entries(patch)) {
    if (typeof value === "string") {
      params.set(name, value);
      continue;
    }
    params.delete(name);
    for (const text of value ?? []) params.append(name, text);
  }
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text === "" ? path : `${path}?${text}`;
}

/** The order a click on a column's header leads to: ascending first, then the other way round. */
export function nextSort(sort: string, column: string): string {
  return sort === column ? `-${column}` : column;
}

/** The direction a column is sorted in by `sort`, if it is. */
export function sortDirection(sort: string, column: string): "ascending" | "descending" | undefined {
  if (sort === column) return "ascending";
  return sort === `-${column}` ? "descending" : undefined;
}
