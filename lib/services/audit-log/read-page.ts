import "server-only";
import type { Tx } from "@/lib/db";
import type { AuditConditions } from "@/lib/services/audit-log/audit-conditions";
import { type AuditCount, concludeCount, countEvents, estimateEvents } from "@/lib/services/audit-log/count-events";
import type { AuditSort } from "@/lib/services/audit-log/list/schema";
import {
  type AuditPosition,
  type AuditRow,
  selectEvents,
  selectFewEvents,
  selectSlices,
} from "@/lib/services/audit-log/select-events";

/** Events that are looked at within some milliseconds, newest first, before matches are looked for slice by slice. */
const MOST_LOOKED_AT = 10_000;
/** Of matches that lie evenly the page is found within so many times the events it should take. */
const PATIENCE = 4;

export type AuditRequest = {
  conditions: AuditConditions;
  sort: AuditSort;
  perPage: number;
  page: number;
  position: AuditPosition | null;
};

export type ReadEvents = {
  /** In the order of the list. */
  rows: AuditRow[];
  /** Whether there are more rows beyond these, in the direction of reading. */
  hasMore: boolean;
  count: AuditCount;
  /** The page that was read, the last one where the asked one lies beyond it; of no meaning at a position. */
  page: number;
  pageCount: number;
};

/**
 * Counts and reads a page. Where 10,000 events at most match they are all found, once, by the index of all filters, and the
 * page is taken from them; where more do, it is read along the index of time, and if that does not fill it soon, slice of
 * time by slice. In: what to read. Out: the page and the count.
 */
export async function readEventPage(tx: Tx, request: AuditRequest): Promise<ReadEvents> {
  const { perPage, page, position } = request;
  const reverse = position !== null && position.kind !== "after";
  const from = position === null || position.kind === "last" ? null : position;
  // One row more than shown says whether there are more.
  const read = { sort: request.sort, reverse, from, limit: perPage + 1 };
  const asked = position === null ? (page - 1) * perPage : 0;

  let count: AuditCount;
  const estimate = request.conditions.all.length === 0 ? null : await estimateEvents(tx, request.conditions);
  const conditions = estimate?.conditions ?? request.conditions;
  if (estimate === null) count = await countEvents(tx, conditions);
  else if (estimate.isSurelyMany) count = estimate.count;
  else {
    const few = await selectFewEvents(tx, conditions, { ...read, offset: asked, perPage });
    count = concludeCount(few.found, estimate.count.estimate);
    if (!count.about) return conclude(few.rows, count, request);
  }

  const offset = position === null ? (clampPage(page, count, perPage) - 1) * perPage : 0;
  const query = { ...read, offset };
  if (estimate === null || conditions.isTimeOnly)
    return conclude(await selectEvents(tx, conditions, query), count, request);
  const size = sizeOf(count, request);
  const needed = Math.ceil((PATIENCE * (offset + size + 1) * estimate.rows) / count.estimate);
  let rows =
    needed > 4 * MOST_LOOKED_AT ? [] : await selectEvents(tx, conditions, query, Math.max(needed, MOST_LOOKED_AT));
  if (rows.length <= size) rows = await selectSlices(tx, conditions, query);
  return conclude(rows, count, request);
}

/** Takes off the row that was read only to know whether there are more, and puts what was read backwards into order. */
function conclude(found: AuditRow[], count: AuditCount, request: AuditRequest): ReadEvents {
  const { position, perPage } = request;
  const size = sizeOf(count, request);
  const rows = found.slice(0, size);
  if (position !== null && position.kind !== "after") rows.reverse();
  return {
    rows,
    hasMore: found.length > size,
    count,
    page: clampPage(request.page, count, perPage),
    pageCount: countPages(count, perPage),
  };
}

/** The last page is as long as it would be by its number, as far as that is known. */
function sizeOf(count: AuditCount, { position, perPage }: AuditRequest): number {
  if (position?.kind !== "last" || count.about || count.total === 0) return perPage;
  return count.total - (countPages(count, perPage) - 1) * perPage;
}

const countPages = ({ total }: AuditCount, perPage: number) => Math.max(1, Math.ceil(total / perPage));
const clampPage = (page: number, count: AuditCount, perPage: number) => Math.min(page, countPages(count, perPage));
