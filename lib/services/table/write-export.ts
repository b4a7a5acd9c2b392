import "server-only";
import { writeCsvRecord } from "@/lib/format/write-csv";
import type { ExportFormat } from "@/lib/table/list";

type Cell = string | number | boolean | null;

/** A column of an export: its name, and what it says of a row. Together they are a whitelist. */
export type ExportColumn<Row> = readonly [name: string, read: (row: Row) => Cell];

/**
 * Rows as text: CSV with a header (RFC 4180), or one JSON object a line.
 * In: rows in batches, columns, format. Out: the text in pieces, one for each batch, which is read when it is asked for.
 * Throws what reading throws.
 */
export async function* writeExport<Row>(
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly ExportColumn<Row>[],
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === "csv") yield writeCsvRecord(columns.map(([name]) => name));
  for await (const rows of batches) {
    if (rows.length > 0) yield rows.map((row) => writeRow(row, columns, format)).join("");
  }
}

function writeRow<Row>(row: Row, columns: readonly ExportColumn<Row>[], format: ExportFormat): string {
  const cells = columns.map(([name, read]) => [name, read(row)] as const);
  if (format === "csv") return writeCsvRecord(cells.map(([, cell]) => cell));
  return `${JSON.stringify(Object.fromEntries(cells))}\n`;
}
