import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import type { Filter } from "@/lib/table/filters";
import { parseFilterTexts } from "@/lib/table/filters-parse";

export type { Filter };

/** In: a filter as in an address. Out: it, alone in a list. Throws when the page would leave it out: a case must mean something. */
export function parse(text: string): Filter[] {
  const { filters, dropped } = parseFilterTexts([text], KEY_FILTERS);
  if (dropped[0]) throw new Error(`${text}: ${dropped[0].reason}`);
  return filters;
}
