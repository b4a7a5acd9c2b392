import type { ListCount } from "@/lib/table/count";
import type { Filter } from "@/lib/table/filters";

export const PER_PAGE = [10, 25, 50, 100] as const;
export const DEFAULT_PER_PAGE = 25;
/** Counts are exact up to this many rows, and page numbers end there. */
export const COUNT_LIMIT = 10_000;
export const SEARCH_MAX_LENGTH = 200;
export const EXPORT_FORMATS = ["csv", "jsonl"] as const;

export type PerPage = (typeof PER_PAGE)[number];
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** The order of a list: a column, with a hyphen before it for descending. */
export type Sort<Column extends string> = Column | `-${Column}`;

/** What a list is asked for. */
export type ListInput<Column extends string = string> = {
  q: string;
  sort: Sort<Column>;
  page: number;
  perPage: PerPage;
  filters: Filter[];
  /** A place in the list that a page of it named; it goes before `page`. */
  cursor: string | null;
};

/** What of it narrows a list, and in which order. */
export type ListQuery<Column extends string = string> = Pick<ListInput<Column>, "q" | "filters" | "sort">;

/** Search parameters of an address, as Next hands them over. */
export type Params = Record<string, string | string[] | undefined>;

/** A page of a list. `total` is exact up to 10,000; beyond, `about` is true, `total` is 10,000 and `estimate` says more. */
export type ListPage<Row> = ListCount & {
  rows: Row[];
  /** The page that is shown: the last one when the asked one lies beyond it. 0 when the page was reached by a cursor. */
  page: number;
  /** Pages with a number; they end at 10,000 rows. */
  pageCount: number;
  perPage: number;
  /** What to ask for as `cursor` to go on from here, at any depth; null where there is nothing. */
  cursor: { previous: string | null; next: string | null; last: string | null };
};

/** In: an order. Out: its column and direction. */
export function splitSort<Column extends string>(sort: Sort<Column>): { column: Column; descending: boolean } {
  const descending = sort.startsWith("-");
  return { column: (descending ? sort.slice(1) : sort) as Column, descending };
}
