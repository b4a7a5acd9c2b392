"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { setLive } from "./use-live";

const LAYERS = "[role=dialog],[role=alertdialog]";

type Kept = { view: string; ids: readonly string[] };

/**
 * Holds the order of rows while the pointer or the focus is among them: what changed shows, what is gone goes, but nothing
 * new comes between. How many wait is told to the page's head.
 * In: the rows; what the list shows apart from expanded rows: another view is shown at once. Out: the rows to show, and what
 * to put on an element around them.
 */
export function useSteadyRows<Row>(rows: Row[], rowId: (row: Row) => string, view: string) {
  const around = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const ids = rows.map(rowId);
  const [kept, setKept] = useState<Kept>({ view, ids });

  const byId = useMemo(() => new Map(rows.map((row) => [rowId(row), row])), [rows, rowId]);
  const held = (hovered || focused) && kept.view === view && kept.ids.some((id) => byId.has(id));
  const isSame = kept.view === view && kept.ids.length === ids.length && kept.ids.every((id, i) => id === ids[i]);
  if (!held && !isSame) setKept({ view, ids });
  const known = new Set(kept.ids);
  const newRows = held ? ids.filter((id) => !known.has(id)).length : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that go take pointer and focus along without saying so
  useEffect(() => {
    const element = around.current;
    if (!element || document.querySelector(LAYERS)) return;
    setHovered(element.matches(":hover"));
    setFocused(element.contains(document.activeElement));
  }, [rows]);

  useEffect(() => {
    setLive({ newRows, showNewRows: () => setKept({ view, ids: rows.map(rowId) }) });
    return () => setLive({ newRows: 0 });
  }, [newRows, rows, rowId, view]);

  const steady = useMemo(() => (held ? kept.ids.flatMap((id) => byId.get(id) ?? []) : rows), [held, kept, byId, rows]);
  return {
    rows: steady,
    around: {
      ref: around,
      onPointerEnter: () => setHovered(true),
      onPointerLeave: () => setHovered(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  };
}
