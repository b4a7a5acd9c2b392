import { z } from "zod";
import type { FilterColumn } from "@/lib/table/filters";
import { parseFilters } from "@/lib/table/filters-parse";
import { filterListSchema } from "@/lib/table/filters-schema";
import type { DroppedFilter } from "@/lib/table/filters-url";
import {
  COUNT_LIMIT,
  DEFAULT_PER_PAGE,
  EXPORT_FORMATS,
  type ExportFormat,
  type ListInput,
  type ListQuery,
  type Params,
  PER_PAGE,
  type PerPage,
  SEARCH_MAX_LENGTH,
  type Sort,
} from "@/lib/table/list";

/** Search text without what no name holds (PostgreSQL refuses NUL), cut to length by characters. */
export const searchSchema = z
  .string()
  .transform((value) => [...value.replace(/\p{C}/gu, "").trim()].slice(0, SEARCH_MAX_LENGTH).join(""));

const cursorSchema = z.string().regex(/^[A-Za-z0-9_-]{1,2000}$/);
const numberText = z
  .string()
  .regex(/^[1-9][0-9]{0,5}$/)
  .transform(Number);

type Declaration<Column extends string> = {
  /** By what it can be filtered, in the order in which it is offered. */
  filters: readonly FilterColumn[];
  /** By what it can be sorted. */
  sortColumns: readonly Column[];
  defaultSort: Sort<NoInfer<Column>>;
  defaultPerPage?: PerPage;
};

/**
 * A list as verbs, pages and exports read it. In: its filters and orders. Out: those, the schemas of what its verbs take, and
 * what reads the same from an address.
 */
export function defineList<Column extends string>(declaration: Declaration<Column>): List<Column> {
  const { filters, sortColumns, defaultSort, defaultPerPage = DEFAULT_PER_PAGE } = declaration;
  const sorts: readonly Sort<Column>[] = [...sortColumns, ...sortColumns.map((column) => `-${column}` as const)];
  const sortSchema = z.enum<readonly string[]>(sorts);
  const perPageSchema = z.literal(PER_PAGE);
  const narrowing = { q: searchSchema.default(""), filters: filterListSchema(filters).default([]) };
  const order = { sort: sortSchema.default(defaultSort) };
  const format = { format: z.enum(EXPORT_FORMATS, "Choose csv or jsonl.") };
  const place = {
    page: z.int().min(1).max(COUNT_LIMIT).default(1),
    perPage: perPageSchema.default(defaultPerPage),
    cursor: cursorSchema.nullable().default(null),
  };
  const urlSchema = z.object({
    q: searchSchema.catch(""),
    sort: sortSchema.catch(defaultSort),
    page: numberText.pipe(z.int().max(COUNT_LIMIT)).catch(1),
    perPage: numberText.pipe(perPageSchema).catch(defaultPerPage),
    cursor: cursorSchema.nullable().catch(null),
  });
  return {
    filters,
    sorts,
    defaultSort,
    defaultPerPage,
    schema: z.strictObject({ ...narrowing, ...order, ...place }) as unknown as List<Column>["schema"],
    exportSchema: z.strictObject({ ...narrowing, ...order, ...format }) as unknown as List<Column>["exportSchema"],
    countSchema: z.strictObject(narrowing),
    parse: (params) => {
      const { filters: applied, dropped } = parseFilters(params, filters);
      return { input: { ...urlSchema.parse(params), filters: applied } as ListInput<Column>, dropped };
    },
  };
}

/** A list as `defineList` makes it. */
export type List<Column extends string = string> = {
  filters: readonly FilterColumn[];
  sorts: readonly Sort<Column>[];
  defaultSort: Sort<Column>;
  defaultPerPage: PerPage;
  /** Input of the verb that lists. */
  schema: z.ZodType<ListInput<Column>, Partial<ListInput<Column>>>;
  /** Input of the verb that exports: what the list shows, without its paging. */
  exportSchema: z.ZodType<
    ListQuery<Column> & { format: ExportFormat },
    Partial<ListQuery<Column>> & { format: ExportFormat }
  >;
  /** Input of the verb that counts: what narrows the list. */
  countSchema: z.ZodType<Pick<ListInput, "q" | "filters">, Partial<Pick<ListInput, "q" | "filters">>>;
  /**
   * In: the search parameters of an address. Out: input for the verb, where whatever is missing, repeated or bad has fallen
   * back to its default; and which filters were left out, with the reason of each.
   */
  parse: (params: Params) => { input: ListInput<Column>; dropped: DroppedFilter[] };
};
