import "server-only";
import { AUDIT_LIST } from "@/lib/services/audit-log/list/schema";
import {
  type AuditPosition,
  type AuditRow,
  buildAuditWhere,
  countEvents,
  selectEvents,
} from "@/lib/services/audit-log/select-events";
import { verb } from "@/lib/services/verb";
import type { ListPage } from "@/lib/table/list";

const CURSOR = /^(after|before)_([0-9]{1,14})_([1-9][0-9]{0,17})$/;

/**
 * A page of the audit log, by number within the first 10,000 rows and by cursor at any depth.
 * In: search text, filters, order, rows per page, and a page number or a cursor. Out: the page. A cursor that is none, or
 * whose rows are gone, counts as page 1. Throws what `verb` throws.
 */
export const listAuditEvents = verb({
  permission: "audit.read",
  effect: "read",
  input: AUDIT_LIST.schema,
  run: async ({ input, tx }): Promise<ListPage<AuditRow>> => {
    const { sort, perPage } = input;
    const where = buildAuditWhere(input.q, input.filters);
    const count = await countEvents(tx, where);
    const pageCount = Math.max(1, Math.ceil(count.total / perPage));
    const page = Math.min(input.page, pageCount);
    const read = async (position: AuditPosition | null) => {
      const reverse = position !== null && position.kind !== "after";
      const from = position === null || position.kind === "last" ? null : position;
      const size = position?.kind === "last" && !count.about ? count.total - (pageCount - 1) * perPage : perPage;
      const offset = position === null ? (page - 1) * perPage : 0;
      const found = await selectEvents(tx, where, { sort, reverse, from, offset, limit: size + 1 });
      const rows = found.slice(0, size);
      return { position, rows: reverse ? rows.reverse() : rows, hasMore: found.length > size };
    };
    let found = await read(input.cursor === null ? null : parseCursor(input.cursor));
    if (found.position !== null && found.rows.length === 0) found = await read(null);
    const { position, rows, hasMore } = found;
    const isForward = position === null || position.kind === "after";
    const hasNext = isForward ? hasMore : position.kind === "before";
    const hasPrevious = position === null ? page > 1 : position.kind === "after" || hasMore;
    return {
      rows,
      ...count,
      page: position === null ? page : 0,
      pageCount,
      perPage,
      cursor: {
        previous: hasPrevious ? formatCursor("before", rows[0]) : null,
        next: hasNext ? formatCursor("after", rows.at(-1)) : null,
        last: hasNext ? "last" : null,
      },
    };
  },
});

/** How many events search and filters leave. In: both. Out: the count. Throws what `verb` throws. */
export const countAuditEvents = verb({
  permission: "audit.read",
  effect: "read",
  input: AUDIT_LIST.countSchema,
  run: ({ input, tx }) => countEvents(tx, buildAuditWhere(input.q, input.filters)),
});

function formatCursor(kind: "after" | "before", row: AuditRow | undefined): string | null {
  return row ? `${kind}_${Date.parse(row.at)}_${row.seq}` : null;
}

function parseCursor(text: string): AuditPosition | null {
  if (text === "last") return { kind: "last" };
  const [, kind, at, seq] = CURSOR.exec(text) ?? [];
  if ((kind !== "after" && kind !== "before") || at === undefined || seq === undefined) return null;
  return { kind, at: new Date(Number(at)).toISOString(), seq };
}
