import "server-only";
import type { Tx } from "@/lib/db";
import { chooseStrategies, MOST_GATHERED } from "@/lib/services/provisioning-keys/choose-strategies";
import { concludeCount, countKeys, estimateKeys, type KeyCount } from "@/lib/services/provisioning-keys/count-keys";
import type { KeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import type { KeySort } from "@/lib/services/provisioning-keys/list/schema";
import type { Position } from "@/lib/services/provisioning-keys/list-cursor";
import { type PlacedKey, selectFew, selectPage } from "@/lib/services/provisioning-keys/select-page";
import { COUNT_LIMIT } from "@/lib/table/list";

const MOST_EXPECTED = COUNT_LIMIT * 1.5;

export type ReadPage = {
  /** In the order of the list. */
  rows: PlacedKey[];
  /** Whether there are more rows beyond these, in the direction of reading. */
  hasMore: boolean;
  count: KeyCount;
  pageCount: number;
  /** The page that was read, the last one where the asked one lies beyond it; of no meaning at a position. */
  page: number;
};

export type PageRequest = {
  conditions: KeyConditions;
  sort: KeySort;
  perPage: number;
  /** The column of the order is one of those filtered by: its index alone leads to the matches. */
  isOrderedByFilter: boolean;
  page: number;
  position: Position | null;
};

/**
 * Counts and reads a page. Where 10,000 keys at most match they are all found, once, and the page is taken from them;
 * where more do, it is read along the index of the order. In: what to read. Out: the page and the count.
 */
export async function readPage(tx: Tx, request: PageRequest): Promise<ReadPage> {
  const { conditions, sort, perPage, page, position } = request;
  const isFiltered = conditions.all.length > 0;
  const estimate = isFiltered ? await estimateKeys(tx, conditions) : null;
  const form = estimate?.form ?? "walk";
  const asked = position === null ? (page - 1) * perPage : 0;
  const query = { conditions, form, sort, limit: perPage + 1, offset: asked, position };

  let count: KeyCount;
  if (estimate === null) count = await countKeys(tx, conditions);
  else if (estimate.isSurelyMany) count = concludeCount(COUNT_LIMIT + 1, estimate.rows);
  else {
    // Of several conditions the statistics say little. Where they expect no great number, finding all is dear enough to be done once.
    const most = !conditions.isSingle && estimate.rows <= MOST_EXPECTED ? MOST_GATHERED : COUNT_LIMIT;
    const few = await selectFew(tx, { ...query, perPage, most });
    count = concludeCount(few.found, few.found > most ? estimate.rows : few.found);
    if (few.found <= most) return conclude(few.rows, count, request);
  }

  const offset = position === null ? (clampPage(page, count, perPage) - 1) * perPage : 0;
  const size = sizeOf(count, request);
  const plan = { count, rowsToReach: offset + size + 1, isGuided: isFiltered && !request.isOrderedByFilter };
  const { strategies, strollRows } = await chooseStrategies(tx, conditions, sort, plan);
  let rows: PlacedKey[] = [];
  for (const strategy of strategies) {
    rows = await selectPage(tx, strategy, { ...query, offset, limit: size + 1, strollRows });
    if (rows.length > size) break;
  }
  return conclude(rows, count, request);
}

/** Takes off the rows that were read only to know whether there are more. */
function conclude(found: PlacedKey[], count: KeyCount, request: PageRequest): ReadPage {
  const { position, perPage } = request;
  const size = sizeOf(count, request);
  const isForward = position === null || position.kind === "after";
  const hasMore = found.length > size;
  const rows = isForward ? found.slice(0, size) : found.slice(Math.max(0, found.length - size));
  const page = clampPage(request.page, count, perPage);
  return { rows, hasMore, count, page, pageCount: countPages(count, perPage) };
}

/** The last page is as long as it would be by its number, as far as that is known. */
function sizeOf(count: KeyCount, { position, perPage }: PageRequest): number {
  if (position?.kind !== "last" || count.about) return perPage;
  return count.total - (countPages(count, perPage) - 1) * perPage;
}

const countPages = ({ total }: KeyCount, perPage: number) => Math.max(1, Math.ceil(total / perPage));
const clampPage = (page: number, count: KeyCount, perPage: number) => Math.min(page, countPages(count, perPage));
