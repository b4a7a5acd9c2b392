import "server-only";
import type { KeyCount } from "@/lib/services/provisioning-keys/count-keys";
import { STROLL_ROWS, type Strategy } from "@/lib/services/provisioning-keys/select-page";

/** So few are gathered in a few milliseconds, wherever they lie. */
const FEW = 2_000;
/** More than this is never put in order for one page. */
const MOST_GATHERED = 100_000;

/**
 * In: what was counted, how many matching rows the page reaches down to, and whether something but the order's own index
 * has to find them. Out: ways to read the page, to be tried in turn until one fills it: the last one always holds good.
 */
export function chooseStrategies(count: KeyCount, rowsToReach: number, isFiltered: boolean): Strategy[] {
  if (!isFiltered) return ["walk"];
  const { estimate } = count;
  if (!count.about && estimate <= FEW) return ["gather"];
  // A walk that is going to be made in any case is not tried short before.
  if (estimate > MOST_GATHERED) return ["walk"];
  // What a walk has to read if the matches lie evenly; it may take twice that without being given up.
  const walked = (rowsToReach * count.tableRows) / estimate;
  return walked * 2 <= STROLL_ROWS ? ["stroll", "gather"] : ["gather"];
}
