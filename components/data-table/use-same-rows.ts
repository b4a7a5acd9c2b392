"use client";

import { useState } from "react";

/** Whether two values of plain data say the same. */
function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const [entries, others] = [Object.entries(one), new Map(Object.entries(other))];
  return entries.length === others.size && entries.every(([name, value]) => isEqual(value, others.get(name)));
}

/** In: rows as they were and as they came, and their ids. Out: the new ones, each as the old object where it says the same. */
export function reuseRows<Row>(before: Row[], rows: Row[], rowId: (row: Row) => string): Row[] {
  const known = new Map(before.map((row) => [rowId(row), row]));
  const reused = rows.map((row) => {
    const old = known.get(rowId(row));
    return old !== undefined && isEqual(old, row) ? old : row;
  });
  const isSame = reused.length === before.length && reused.every((row, place) => row === before[place]);
  return isSame ? before : reused;
}

/**
 * Each answer of the server brings new objects, also for rows that did not change. Gives those that stay the same as the
 * objects they were, so that only what changed is drawn again.
 */
export function useSameRows<Row>(rows: Row[], rowId: (row: Row) => string): Row[] {
  const [kept, setKept] = useState(rows);
  const same = reuseRows(kept, rows, rowId);
  if (same !== kept) setKept(same);
  return same;
}
