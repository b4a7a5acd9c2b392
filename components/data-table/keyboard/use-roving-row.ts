"use client";

import { type FocusEvent, type RefObject, useEffect, useRef } from "react";
import { findControls, findRows } from "./rows";

/**
 * Makes the rows one stop of the Tab key: the row that had the focus last, then the controls in it; the arrow keys move
 * to others (TableKeys). Without it a page of 25 rows would be 150 stops. Done to the elements themselves, which React
 * gives no tab index of their own, so that moving draws nothing again.
 * In: the table. Out: what to put on it.
 */
export function useRovingRow(table: RefObject<HTMLElement | null>) {
  const active = useRef<string | undefined>(undefined);

  const mark = () => {
    const rows = findRows(table.current);
    const current = rows.find((row) => row.dataset.row === active.current) ?? rows[0];
    for (const row of rows) {
      row.tabIndex = row === current ? 0 : -1;
      for (const control of findControls(row)) {
        if (row === current) control.removeAttribute("tabindex");
        else control.tabIndex = -1;
      }
    }
  };
  // After every drawing: rows and controls come and go.
  useEffect(mark);

  return {
    onFocus: ({ target }: FocusEvent) => {
      const row = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-row]") : null;
      if (!row || row.dataset.row === active.current) return;
      active.current = row.dataset.row;
      mark();
    },
  };
}
