import "server-only";
import { buildAuditConditions } from "@/lib/services/audit-log/audit-conditions";
import { countEvents } from "@/lib/services/audit-log/count-events";
import { AUDIT_LIST } from "@/lib/services/audit-log/list/schema";
import { readEventPage } from "@/lib/services/audit-log/read-page";
import type { AuditPosition, AuditRow } from "@/lib/services/audit-log/select-events";
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
    const { sort, perPage, page } = input;
    const conditions = buildAuditConditions(input.q, input.filters);
    const read = async (position: AuditPosition | null) => ({
      position,
      ...(await readEventPage(tx, { conditions, sort, perPage, page, position })),
    });
    let found = await read(input.cursor === null ? null : parseCursor(input.cursor));
    if (found.position !== null && found.rows.length === 0) found = await read(null);
    const { rows, hasMore, position } = found;
    const isForward = position === null || position.kind === "after";
    const hasNext = isForward ? hasMore : position.kind === "before";
    const hasPrevious = position === null ? found.page > 1 : position.kind === "after" || hasMore;
    return {
      rows,
      ...found.count,
      page: position === null ? found.page : 0,
      pageCount: found.pageCount,
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
  run: ({ input, tx }) => countEvents(tx, buildAuditConditions(input.q, input.filters)),
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
