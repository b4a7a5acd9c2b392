import "server-only";
import type { Tx } from "@/lib/db";
import { buildConditions, type ColumnMap, escapeLike, joinConditions } from "@/lib/services/table/where";
import { COUNT_LIMIT, type ListInput, type ListPage, type ListQuery, type Sort, splitSort } from "@/lib/table/list";
import { Prisma } from "@/prisma/generated/client";

const BATCH = 500;
/** So few rows are looked for once, not once to count them and once more to sort them. */
const FEW = 1_000;

/** What a column of a list is ordered by. */
export type OrderColumn = {
  sql: Prisma.Sql;
  /** Where rows without a value come in ascending order; as PostgreSQL does it, last, unless it is said. */
  nulls?: "first" | "last";
  /** What it needs beside the rows themselves: `JOIN …`, one row for each. */
  join?: Prisma.Sql;
};

/**
 * How a list of up to some ten thousand rows is read from its table: all that match are found each time. Every
 * name of SQL stands in here, none comes from an address.
 */
export type ListSource<Column extends string> = {
  /** A table with its alias, and what is joined to it without multiplying its rows: `connector_groups g`. */
  from: Prisma.Sql;
  /** What only `select` needs: `JOIN …`, one row for each. */
  details?: Prisma.Sql;
  /** Whether its rows may be some 100,000: each search through all of them counts. */
  isLarge?: boolean;
  /** What holds for every row of the list. */
  always?: Prisma.Sql;
  /** What tells the rows apart: a uuid. */
  id: Prisma.Sql;
  /** What a row of the answer holds; it is worked out for the rows of the page alone. */
  select: Prisma.Sql;
  filters: ColumnMap;
  orders: Readonly<Record<Column, OrderColumn>>;
  /** In: a LIKE pattern that holds the search text anywhere, and the text itself. Out: what a row must meet. */
  search: (pattern: string, q: string) => Prisma.Sql;
};

/**
 * One page of a list and how many rows match, in one statement; two more where the asked page lies beyond the last one.
 * In: the source, what is asked for. Out: the page; a number beyond the last page means the last one.
 */
export async function selectListPage<Row extends object, Column extends string>(
  tx: Tx,
  whole: ListSource<Column>,
  asked: ListQuery<Column> & Pick<ListInput, "page" | "perPage">,
): Promise<ListPage<Row>> {
  const { source, input } = whole.isLarge ? await narrowToFew(tx, whole, asked) : { source: whole, input: asked };
  const { perPage } = input;
  const read = (page: number) => selectRows<Row, Column>(tx, source, input, perPage, (page - 1) * perPage);
  let page = input.page;
  let found = await read(page);
  if (found.length === 0 && page > 1) {
    const { total } = await countList(tx, source, input);
    page = Math.max(1, Math.ceil(total / perPage));
    found = await read(page);
  }
  const total = found[0]?.total ?? 0;
  return {
    rows: found.map(({ row }) => row),
    total,
    about: false,
    estimate: total,
    page,
    pageCount: Math.min(COUNT_LIMIT, Math.max(1, Math.ceil(total / perPage))),
    perPage,
    cursor: { previous: null, next: null, last: null },
  };
}

/** How many rows search and filters leave. In: the source, both. Out: the exact count. */
export async function countList<Column extends string>(
  tx: Tx,
  source: ListSource<Column>,
  { q, filters }: Pick<ListInput, "q" | "filters">,
) {
  const [row] = await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM ${source.from} WHERE ${buildWhere(source, { q, filters })}`;
  const total = row?.total ?? 0;
  return { total, about: false, estimate: total };
}

/**
 * Every row of a list in its order, for an export. In: the source, what is asked for. Out: batches of rows. Which rows there
 * are and how they follow each other is settled at the start; one that is deleted meanwhile is left out.
 */
export async function* walkList<Row extends object, Column extends string>(
  tx: Tx,
  source: ListSource<Column>,
  input: ListQuery<Column>,
): AsyncGenerator<Row[]> {
  const all = await tx.$queryRaw<{ id: string }[]>`
    SELECT ${source.id}::text AS id FROM ${source.from} ${findJoin(source, input.sort)}
    WHERE ${buildWhere(source, input)} ORDER BY ${buildOrder(source, input.sort)}`;
  for (let start = 0; start < all.length; start += BATCH) {
    const ids = all.slice(start, start + BATCH).map(({ id }) => id);
    const rows = await tx.$queryRaw<Row[]>`
      SELECT ${source.select} FROM ${source.from} ${source.details ?? Prisma.empty}, unnest(${ids}::uuid[]) WITH ORDINALITY AS page (id, place)
      WHERE ${source.id} = page.id ORDER BY page.place`;
    yield rows;
  }
}

/** Where few rows match: the source with just those in it, and nothing left to ask. In: both. Out: both. */
async function narrowToFew<Column extends string, Input extends ListQuery<Column>>(
  tx: Tx,
  source: ListSource<Column>,
  input: Input,
): Promise<{ source: ListSource<Column>; input: Input }> {
  if (input.q === "" && input.filters.length === 0) return { source, input };
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT ${source.id}::text AS id FROM ${source.from} WHERE ${buildWhere(source, input)} LIMIT ${FEW + 1}`;
  if (found.length > FEW) return { source, input };
  const always = Prisma.sql`${source.id} = ANY(${found.map(({ id }) => id)}::uuid[])`;
  return { source: { ...source, always }, input: { ...input, q: "", filters: [] } };
}

async function selectRows<Row extends object, Column extends string>(
  tx: Tx,
  source: ListSource<Column>,
  input: ListQuery<Column>,
  limit: number,
  offset: number,
): Promise<{ row: Row; total: number }[]> {
  const where = buildWhere(source, input);
  // The rows of the page first: what a row holds may take statements of its own, which all that match need not pay for.
  // Counted apart from them: only those of the page are sorted out, not all that match.
  const found = await tx.$queryRaw<(Row & { list_total: number; list_place: bigint })[]>`
    SELECT ${source.select}, page.list_total, page.list_place FROM ${source.from} ${source.details ?? Prisma.empty}, (
      SELECT sorted.id, row_number() OVER () AS list_place,
        (SELECT count(*)::int FROM ${source.from} WHERE ${where}) AS list_total
      FROM (
        SELECT ${source.id} AS id FROM ${source.from} ${findJoin(source, input.sort)}
        WHERE ${where} ORDER BY ${buildOrder(source, input.sort)} LIMIT ${limit} OFFSET ${offset}
      ) AS sorted
    ) AS page
    WHERE ${source.id} = page.id ORDER BY page.list_place`;
  return found.map(({ list_total: total, list_place: _place, ...row }) => ({ row: row as unknown as Row, total }));
}

function buildWhere<Column extends string>(
  source: ListSource<Column>,
  { q, filters }: Pick<ListInput, "q" | "filters">,
): Prisma.Sql {
  const parts = [
    source.always ?? Prisma.sql`true`,
    joinConditions(buildConditions(filters, source.filters), "walk"),
    q === "" ? Prisma.sql`true` : source.search(`%${escapeLike(q)}%`, q),
  ];
  return Prisma.join(parts, " AND ");
}

function findJoin<Column extends string>({ orders }: ListSource<Column>, sort: Sort<Column>): Prisma.Sql {
  const { column } = splitSort(sort);
  return (Object.hasOwn(orders, column) && orders[column].join) || Prisma.empty;
}

/** The id makes the order total: without it a row could be on two pages, or on none. */
function buildOrder<Column extends string>({ orders, id }: ListSource<Column>, sort: Sort<Column>): Prisma.Sql {
  const { column, descending } = splitSort(sort);
  if (!Object.hasOwn(orders, column)) throw new RangeError("an order that the list does not have");
  const { sql, nulls = "last" } = orders[column];
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const place = (nulls === "first") !== descending ? Prisma.sql`NULLS FIRST` : Prisma.sql`NULLS LAST`;
  return Prisma.sql`${sql} ${direction} ${place}, ${id} ${direction}`;
}
