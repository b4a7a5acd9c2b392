import type { Filter } from "@/lib/table/filters";

/** The search parameter that carries filters, once for each. */
export const FILTER_PARAM = "filter";
const SHOWN_LENGTH = 80;

/** A filter that was left out: its text, cut short, and why, as the end of a sentence. */
export type DroppedFilter = { text: string; reason: string };
/** In: filters. Out: their texts, one for each `filter` parameter, in the same order; reading them gives the filters back. */
export function formatFilters(filters: readonly Filter[]): string[] {
  return filters.map(formatFilter);
}

/** In: one filter. Out: `column:operator:value`; commas and per cent signs within a choice are percent-encoded. */
export function formatFilter(filter: Filter): string {
  const head = `${filter.column}:${filter.op}`;
  if (filter.op === "never") return head;
  if (filter.op === "any" || filter.op === "none") {
    return `${head}:${filter.value.map((value) => value.replace(/[%,]/g, encodeURIComponent)).join(",")}`;
  }
  return `${head}:${Array.isArray(filter.value) ? filter.value.join(",") : filter.value}`;
}

/** In: text of an address. Out: the same without invisible characters, cut short, as a notice can show it. */
export function shortenText(text: string): string {
  const characters = [...text.replace(/\p{C}/gu, "")];
  return characters.length > SHOWN_LENGTH ? `${characters.slice(0, SHOWN_LENGTH).join("")}…` : characters.join("");
}
