import "server-only";
import type { Tx } from "@/lib/db";
import { type KeyCount, TABLE_ROWS } from "@/lib/services/provisioning-keys/count-keys";
import type { KeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import type { KeySort } from "@/lib/services/provisioning-keys/list/schema";
import type { Strategy } from "@/lib/services/provisioning-keys/select-page";
import { canSlice } from "@/lib/services/provisioning-keys/slice-page";

/** More than this is never put in order for one page. */
export const MOST_GATHERED = 100_000;
/** Rows that a stroll reads within some milliseconds: texts are not in the indexes of the orders, other columns mostly are. */
const MOST_STROLLED = { text: 20_000, other: 40_000 } as const;
/** Of matches that lie evenly a stroll finds its page within so many times the rows it should take. */
const PATIENCE = 8;

/**
 * In: conditions, order, how many match (at least as many as are counted), how many of them the page reaches down to, and
 * whether something but the order's own index has to find them. Out: ways to read the page, to be tried in turn until one
 * fills it: the last one always holds good; and how many rows a stroll reads.
 */
export async function chooseStrategies(
  tx: Tx,
  conditions: KeyConditions,
  sort: KeySort,
  { count: { estimate }, rowsToReach, isGuided }: { count: KeyCount; rowsToReach: number; isGuided: boolean },
): Promise<{ strategies: Strategy[]; strollRows: number }> {
  const last = canSlice(conditions, sort) ? "slice" : estimate > MOST_GATHERED ? "walk" : "gather";
  // A walk that is going to be made in any case is not tried short before.
  if (!isGuided || last === "walk") return { strategies: ["walk"], strollRows: 0 };
  const [table] = await tx.$queryRaw<{ rows: number }[]>`SELECT ${TABLE_ROWS} AS rows`;
  const needed = Math.ceil((PATIENCE * rowsToReach * (table?.rows ?? 0)) / estimate);
  const most = conditions.all.some(({ inText }) => inText) ? MOST_STROLLED.text : MOST_STROLLED.other;
  if (needed > most) return { strategies: [last], strollRows: 0 };
  // Slices are read so soon that it does not pay to look further; gathering so many is not.
  return { strategies: ["stroll", last], strollRows: last === "slice" ? needed : most };
}
