/** Rows carry `data-row`; the controls among their cells are found by `data-row-action`. */
const ROW = "[data-row]";

export function findRows(table: HTMLElement | null): HTMLElement[] {
  return [...(table?.querySelectorAll<HTMLElement>(ROW) ?? [])];
}

/** The row that has the focus, on itself or on a control in it. */
export function findFocusedRow(table: HTMLElement | null): HTMLElement | null {
  const row = document.activeElement?.closest<HTMLElement>(ROW) ?? null;
  return row && table?.contains(row) ? row : null;
}

/** What can have the focus in a row, in its order. */
export function findControls(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>("a[href],button:not(:disabled),input:not(:disabled)")];
}
