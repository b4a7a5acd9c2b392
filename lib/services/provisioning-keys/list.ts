import "server-only";
import { chooseStrategies } from "@/lib/services/provisioning-keys/choose-strategies";
import { countKeys, type KeyCount } from "@/lib/services/provisioning-keys/count-keys";
import { type KeyRow, toKeyRowDto } from "@/lib/services/provisioning-keys/key-row";
import { formatCursor, lastCursor, type Position, parseCursor } from "@/lib/services/provisioning-keys/list-cursor";
import { type KeySort, listKeysSchema } from "@/lib/services/provisioning-keys/schema";
import { buildKeyConditions, type PlacedKey, selectPage } from "@/lib/services/provisioning-keys/select-page";
import { verb } from "@/lib/services/verb";

/** A page of keys. `total` is exact up to 10,000; beyond, `about` is true, `total` is 10,000 and `estimate` says more. */
export type KeyPage = {
  rows: KeyRow[];
  total: number;
  about: boolean;
  /** About how many keys match; equal to `total` where that is exact. */
  estimate: number;
  /** The page that is shown: the last one when the asked one lies beyond it. 0 when the page was reached by a cursor. */
  page: number;
  /** Pages with a number; they end at 10,000 rows. */
  pageCount: number;
  perPage: number;
  /** What to ask for as `cursor` to go on from here, at any depth; null where there is nothing. */
  cursor: { previous: string | null; next: string | null; last: string | null };
};

/**
 * One page of the Provisioning Keys table, in three statements (rarely four) whatever its size.
 * In: search text, filters (all must hold), order, rows per page, and a page number or a cursor. Out: KeyPage. A cursor
 * that is none, or of another order, counts as page 1. Throws what `verb` throws.
 */
export const listKeys = verb({
  permission: "key.read",
  effect: "read",
  input: listKeysSchema,
  run: async ({ input, actor, tx }): Promise<KeyPage> => {
    const { sort, perPage } = input;
    const conditions = buildKeyConditions(input.q, input.filters);
    const count = await countKeys(tx, conditions);
    const pageCount = Math.max(1, Math.ceil(count.total / perPage));
    const read = async (position: Position | null, page: number) => {
      const offset = position === null ? (page - 1) * perPage : 0;
      // The last page is as long as it would be by its number, as far as that is known.
      const size = position?.kind === "last" && !count.about ? count.total - (pageCount - 1) * perPage : perPage;
      const isOrderedByFilter = input.filters.some(({ column }) => column === sort.replace("-", ""));
      const strategies = chooseStrategies(count, offset + size + 1, conditions.length > 0 && !isOrderedByFilter);
      let found: PlacedKey[] = [];
      for (const strategy of strategies) {
        found = await selectPage(tx, {
          conditions,
          strategy,
          form: count.form,
          sort,
          limit: size + 1,
          offset,
          position,
        });
        if (found.length > size) break;
      }
      return cutPage(found, size, position);
    };
    let position = input.cursor === null ? null : parseCursor(input.cursor, sort);
    let page = Math.min(input.page, pageCount);
    let cut = await read(position, page);
    if (position !== null && cut.rows.length === 0) {
      // The rows around the cursor are gone: what is nearest to it.
      position = position.kind === "after" ? { kind: "last" } : null;
      page = 1;
      cut = await read(position, page);
    }
    const { rows, more } = cut;
    const isForward = position === null || position.kind === "after";
    const hasNext = isForward ? more : position?.kind === "before";
    const hasPrevious = position === null ? page > 1 : position.kind === "after" || more;
    return {
      rows: rows.map((row) => toKeyRowDto(row, actor)),
      ...settleCount(count, position === null && !more ? (page - 1) * perPage + rows.length : null),
      page: position === null ? page : 0,
      pageCount,
      perPage,
      cursor: {
        previous: hasPrevious ? cursorAt("before", sort, rows[0]) : null,
        next: hasNext ? cursorAt("after", sort, rows.at(-1)) : null,
        last: hasNext ? lastCursor() : null,
      },
    };
  },
});

/** What is known in the end: where numbered pages end, there the count is exact. */
function settleCount({ total, about, estimate }: KeyCount, end: number | null) {
  return about && end !== null ? { total: end, about: false, estimate: end } : { total, about, estimate };
}

/** Takes off the row that was read only to know whether there are more. */
function cutPage(found: PlacedKey[], size: number, position: Position | null): { rows: PlacedKey[]; more: boolean } {
  const more = found.length > size;
  if (!more) return { rows: found, more };
  const isForward = position === null || position.kind === "after";
  return { rows: isForward ? found.slice(0, size) : found.slice(1), more };
}

function cursorAt(kind: "after" | "before", sort: KeySort, row: PlacedKey | undefined): string | null {
  if (!row) return null;
  const { sortValue: value } = row;
  return formatCursor(kind, sort, { value: value instanceof Date ? value.toISOString() : value, id: row.id });
}
