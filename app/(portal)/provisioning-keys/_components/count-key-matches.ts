import type { Filter } from "@/lib/table/filters";
import { countMatchingKeysAction } from "../actions";

/** In: search text and filters. Out: how many keys they leave, or null when the server does not say. */
export async function countKeyMatches(q: string, filters: readonly Filter[]) {
  const result = await countMatchingKeysAction({ q, filters: [...filters] });
  return result.ok ? result.data : null;
}
