import "server-only";
import type { Tx } from "@/lib/db";
import { type KeyCount, TABLE_ROWS } from "@/lib/services/provisioning-keys/count-keys";
import { STROLL_ROWS, type Strategy } from "@/lib/services/provisioning-keys/select-page";

/** More than this is never put in order for one page. */
const MOST_GATHERED = 100_000;

/**
 * In: how many match, at least as many as are counted; how many of them the page reaches down to; whether something but
 * the order's own index has to find them. Out: ways to read the page, to be tried in turn until one fills it: the last one
 * always holds good.
 */
export async function chooseStrategies(
  tx: Tx,
  { estimate }: KeyCount,
  rowsToReach: number,
  isGuided: boolean,
): Promise<Strategy[]> {
  // A walk that is going to be made in any case is not tried short before.
  if (!isGuided || estimate > MOST_GATHERED) return ["walk"];
  const [table] = await tx.$queryRaw<{ rows: number }[]>`SELECT ${TABLE_ROWS} AS rows`;
  // What a walk has to read if the matches lie evenly; it may take twice that without being given up.
  const walked = (rowsToReach * (table?.rows ?? 0)) / estimate;
  return walked * 2 <= STROLL_ROWS ? ["stroll", "gather"] : ["gather"];
}
