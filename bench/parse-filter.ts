import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import type { Filter, FilterColumn } from "@/lib/table/filters";
import { parseFilterTexts } from "@/lib/table/filters-parse";

export type { Filter };

/** In: a filter as in an address, the columns of its list. Out: it, alone in a list. Throws when the page would leave it out: a case must mean something. */
export function parse(text: string, columns: readonly FilterColumn[] = KEY_FILTERS): Filter[] {
  const { filters, dropped } = parseFilterTexts([text], columns);
  if (dropped[0]) throw new Error(`${text}: ${dropped[0].reason}`);
  return filters;
}
