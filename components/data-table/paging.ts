import { formatNumber } from "@/lib/format/number";
import { formatTotal, type ListCount } from "@/lib/table/count";
import { type ListLocation, patchLocation } from "./list-location";

/** Which part of a list is shown, as the server found it. */
export type Paging = ListCount & {
  /** 0 when the page was reached by a cursor and so has no number. */
  page: number;
  /** How many pages have a number; further ones are reached from their neighbours only. */
  pageCount: number;
  perPage: number;
  rowCount: number;
  /** Places in the order to go on from; null where there is nothing. */
  cursor: { previous: string | null; next: string | null; last: string | null };
};

export type PagingLinks = Record<"first" | "previous" | "next" | "last", string | undefined>;

/** The address of a numbered page; the first one needs no number. */
export function pageHref(list: ListLocation, page: number): string {
  return patchLocation(list, { page: page === 1 ? null : String(page) });
}

/** In: a list and its paging. Out: where the buttons lead: by number as far as numbers go, then by cursors. */
export function pagingLinks(list: ListLocation, { page, pageCount, about, cursor }: Paging): PagingLinks {
  const at = (place: string | null) => (place === null ? undefined : patchLocation(list, { cursor: place }));
  if (page === 0) {
    return { first: pageHref(list, 1), previous: at(cursor.previous), next: at(cursor.next), last: at(cursor.last) };
  }
  const hasNumber = page < pageCount;
  return {
    first: page > 1 ? pageHref(list, 1) : undefined,
    previous: page > 1 ? pageHref(list, page - 1) : undefined,
    next: hasNumber ? pageHref(list, page + 1) : at(cursor.next),
    last: about ? at(cursor.last) : hasNumber ? pageHref(list, pageCount) : undefined,
  };
}

/** Which rows are shown: "26–50 of 120"; without numbers of rows where only the neighbours are known. */
export function describeRange(paging: Paging): string {
  const { page, perPage, rowCount, cursor } = paging;
  const of = `of ${formatTotal(paging)}`;
  if (page === 0) {
    const which = cursor.next === null ? "Last " : cursor.previous === null ? "First " : "";
    return `${which}${formatNumber(rowCount)} ${of}`;
  }
  const before = (page - 1) * perPage;
  const first = rowCount === 0 ? before : before + 1;
  return `${formatNumber(first)}–${formatNumber(before + rowCount)} ${of}`;
}

/** In: what was typed for a page, how many have a number. Out: the nearest such page; null for what is no number. */
export function readPage(text: string, pageCount: number): number | null {
  const digits = text.trim().replaceAll(",", "");
  return /^[0-9]{1,15}$/.test(digits) ? Math.min(Math.max(Number(digits), 1), pageCount) : null;
}
