import "server-only";
import type { KeyCount } from "@/lib/services/provisioning-keys/count-keys";
import { buildKeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import { type KeyRow, toKeyRowDto } from "@/lib/services/provisioning-keys/key-row";
import { KEYS_LIST, type KeySort } from "@/lib/services/provisioning-keys/list/schema";
import { formatCursor, lastCursor, type Position, parseCursor } from "@/lib/services/provisioning-keys/list-cursor";
import { readPage } from "@/lib/services/provisioning-keys/read-page";
import type { PlacedKey } from "@/lib/services/provisioning-keys/select-page";
import { verb } from "@/lib/services/verb";
import type { ListPage } from "@/lib/table/list";

/** A page of keys. */
export type KeyPage = ListPage<KeyRow>;

/**
 * One page of the Provisioning Keys table, in two to four statements whatever its size.
 * In: search text, filters (all must hold), order, rows per page, and a page number or a cursor. Out: KeyPage. A cursor
 * that is none, or of another order, counts as page 1. Throws what `verb` throws.
 */
export const listKeys = verb({
  permission: "key.read",
  effect: "read",
  input: KEYS_LIST.schema,
  run: async ({ input, actor, tx }): Promise<KeyPage> => {
    const { sort, perPage } = input;
    const read = (position: Position | null, page: number) =>
      readPage(tx, {
        conditions: buildKeyConditions(input.q, input.filters),
        sort,
        perPage,
        isOrderedByFilter: input.filters.some(({ column }) => column === sort.replace("-", "")),
        page,
        position,
      });
    let position = input.cursor === null ? null : parseCursor(input.cursor, sort);
    let found = await read(position, input.page);
    if (position !== null && found.rows.length === 0) {
      // The rows around the cursor are gone: what is nearest to it.
      position = position.kind === "after" ? { kind: "last" } : null;
      found = await read(position, 1);
    }
    const { rows, hasMore, count, page, pageCount } = found;
    const isForward = position === null || position.kind === "after";
    const hasNext = isForward ? hasMore : position?.kind === "before";
    const hasPrevious = position === null ? page > 1 : position.kind === "after" || hasMore;
    return {
      rows: rows.map((row) => toKeyRowDto(row, actor)),
      ...settleCount(count, position === null && !hasMore ? (page - 1) * perPage + rows.length : null),
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

function cursorAt(kind: "after" | "before", sort: KeySort, row: PlacedKey | undefined): string | null {
  if (!row) return null;
  const { sortValue: value } = row;
  return formatCursor(kind, sort, { value: value instanceof Date ? value.toISOString() : value, id: row.id });
}
