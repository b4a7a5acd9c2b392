"use client";

import { type FocusEvent, useEffect, useRef } from "react";
import { actAfterLayers } from "./after-layers";

/**
 * Keeps the focus in a table when the row that had it goes: it moves to the row that took its place. A row that goes
 * tells nobody, while a person who moves on does, so the two can be told apart.
 * In: the rows. Out: what to put on the table; each row marks itself with `data-row` and holds a focusable `[data-row-focus]`.
 */
export function useKeptFocus(rows: readonly unknown[]) {
  const table = useRef<HTMLTableElement>(null);
  const index = useRef<number | null>(null);
  const marks = () => [...(table.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];

  // biome-ignore lint/correctness/useExhaustiveDependencies: only other rows can have taken the focus away
  useEffect(() => {
    const restore = () => {
      if (index.current === null || document.activeElement !== document.body) return;
      const left = marks();
      const next = left[Math.min(index.current, left.length - 1)]?.querySelector<HTMLElement>("[data-row-focus]");
      index.current = null;
      next?.focus();
    };
    // The dialog that deleted the row may still be on its way out and hold the focus until then.
    return actAfterLayers(restore);
  }, [rows]);

  return {
    ref: table,
    onFocus: ({ target }: FocusEvent) => {
      const row = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-row]") : null;
      index.current = row ? marks().indexOf(row) : null;
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      const lent = relatedTarget instanceof HTMLElement && relatedTarget.closest("[role=dialog],[role=alertdialog]");
      if (!lent) index.current = null;
    },
  };
}
