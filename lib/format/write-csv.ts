type Cell = string | number | boolean | null;

/** What a spreadsheet takes for a formula, also behind a quote or white space; TAB and CR change the cell. */
const FORMULA = /^["'\s]*[=+\-@\t\r\n＝＋－＠]/u;

/**
 * One record of CSV (RFC 4180: every field quoted, quotes doubled, CRLF at the end). Text that a spreadsheet would run as
 * a formula gets an apostrophe before it; numbers are numbers.
 */
export function writeCsvRecord(cells: readonly Cell[]): string {
  return `${cells.map(writeCell).join(",")}\r\n`;
}

function writeCell(cell: Cell): string {
  if (cell === null) return '""';
  if (typeof cell !== "string") return `"${cell}"`;
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}
