import "server-only";
import type { Tx } from "@/lib/db";
import { type AuditConditions, buildAuditConditions } from "@/lib/services/audit-log/audit-conditions";
import { AUDIT_LIST, type AuditSort } from "@/lib/services/audit-log/list/schema";
import { type AuditRow, selectEvents } from "@/lib/services/audit-log/select-events";
import { type ExportColumn, writeExport } from "@/lib/services/table/write-export";
import { verb } from "@/lib/services/verb";

const BATCH = 1_000;

const COLUMNS: readonly ExportColumn<AuditRow>[] = [
  ["seq", (row) => row.seq],
  ["at", (row) => row.at],
  ["actorType", (row) => row.actorType],
  ["actor", (row) => row.actorName],
  ["action", (row) => row.action],
  ["targetType", (row) => row.targetType],
  ["targetId", (row) => row.targetId],
  ["target", (row) => row.targetName],
  ["address", (row) => row.ip],
  ["client", (row) => row.userAgent],
  ["requestId", (row) => row.requestId],
  ["before", (row) => row.before],
  ["after", (row) => row.after],
];

/**
 * The events of a list as text, in its order: CSV with a header, or one JSON object a line.
 * In: search text, filters, order, format. Out: pieces of up to 1,000 events, read when asked for. Throws what `verb` throws.
 */
export const exportAuditEvents = verb({
  permission: "audit.read",
  effect: "read",
  input: AUDIT_LIST.exportSchema,
  run: async ({ input, tx }): Promise<AsyncIterable<string>> =>
    writeExport(readEvents(tx, buildAuditConditions(input.q, input.filters), input.sort), COLUMNS, input.format),
});

async function* readEvents(tx: Tx, conditions: AuditConditions, sort: AuditSort): AsyncGenerator<AuditRow[]> {
  let from: AuditRow | null = null;
  for (;;) {
    const rows: AuditRow[] = await selectEvents(tx, conditions, {
      sort,
      reverse: false,
      from,
      offset: 0,
      limit: BATCH,
    });
    yield rows;
    if (rows.length < BATCH) return;
    from = rows.at(-1) ?? null;
  }
}
