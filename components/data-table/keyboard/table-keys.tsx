"use client";

import type { RefObject } from "react";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import type { Selected } from "../selection/selection";
import { useSelected, useSelection } from "../selection/selection-provider";
import { findControls, findFocusedRow, findRows } from "./rows";

/** A key that presses the control of the focused row marked with `data-row-action={action}`, or is told the row's id. */
export type RowVerb = { keys: string; label: string } & ({ action: string } | { run: (id: string) => void });

type TableKeysProps = {
  table: RefObject<HTMLElement | null>;
  verbs: readonly RowVerb[];
  /** Rows of the page that can be selected; null where none can. */
  selectable: readonly Selected[] | null;
  toggle: (id: string) => void;
  toggleAll: () => void;
};

const GROUP = { group: "Table", scope: "table" } as const;

/** The keys of a table: they move between rows and do to the row with the focus what its controls do. Draws nothing. */
export function TableKeys({ table, verbs, selectable, toggle, toggleAll }: TableKeysProps) {
  const moveTo = (pick: (rows: HTMLElement[], index: number) => HTMLElement | undefined) => {
    const rows = findRows(table.current);
    const row = findFocusedRow(table.current);
    pick(rows, row ? rows.indexOf(row) : -1)?.focus();
  };
  const moveBy = (step: 1 | -1) =>
    moveTo((rows, index) => (index < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, index + step))]));
  const moveInRow = (step: 1 | -1) => {
    const row = findFocusedRow(table.current);
    if (!row) return;
    const stops = [row, ...findControls(row)];
    const index = stops.findIndex((stop) => stop.matches(":focus"));
    stops[Math.min(stops.length - 1, Math.max(0, index + step))]?.focus();
  };
  const expand = () => {
    const id = findFocusedRow(table.current)?.dataset.row;
    if (id !== undefined) toggle(id);
  };

  useShortcut({ ...GROUP, keys: ["ArrowDown", "j"], label: "Next row", run: () => moveBy(1) });
  useShortcut({ ...GROUP, keys: ["ArrowUp", "k"], label: "Previous row", run: () => moveBy(-1) });
  useShortcut({ ...GROUP, keys: "Home", label: "First row", run: () => moveTo((rows) => rows[0]) });
  useShortcut({ ...GROUP, keys: "End", label: "Last row", run: () => moveTo((rows) => rows.at(-1)) });
  useShortcut({ ...GROUP, keys: "ArrowRight", label: "Next control of the row", run: () => moveInRow(1) });
  useShortcut({ ...GROUP, keys: "ArrowLeft", label: "Previous control of the row", run: () => moveInRow(-1) });
  useShortcut({ ...GROUP, keys: ["Enter", "e"], label: "Expand or fold the row", run: expand });
  useShortcut({ ...GROUP, keys: "shift+e", label: "Expand or fold all rows", run: toggleAll });
  return (
    <>
      {verbs.map((verb) => (
        <VerbKey key={verb.keys} table={table} verb={verb} />
      ))}
      {selectable ? <SelectKeys table={table} rows={selectable} /> : null}
    </>
  );
}

function VerbKey({ table, verb }: { table: RefObject<HTMLElement | null>; verb: RowVerb }) {
  const run = () => {
    const row = findFocusedRow(table.current);
    if (row?.dataset.row === undefined) return;
    if ("run" in verb) return verb.run(row.dataset.row);
    const control = row.querySelector<HTMLElement>(`[data-row-action="${verb.action}"]`);
    // With the focus on it, a control that is switched off says why.
    control?.focus();
    control?.click();
  };
  useShortcut({ ...GROUP, keys: verb.keys, label: verb.label, run });
  return null;
}

function SelectKeys({ table, rows }: { table: RefObject<HTMLElement | null>; rows: readonly Selected[] }) {
  const selection = useSelection();
  const hasSelection = useSelected().size > 0;
  const toggle = (toRange: boolean) => {
    const id = findFocusedRow(table.current)?.dataset.row;
    const row = rows.find((candidate) => candidate.id === id);
    if (row) selection?.toggle(row, rows, toRange);
  };
  useShortcut({ ...GROUP, keys: "Space", label: "Select the row", run: () => toggle(false) });
  useShortcut({ ...GROUP, keys: "shift+Space", label: "Select up to the row", run: () => toggle(true) });
  useShortcut({ ...GROUP, keys: "mod+a", label: "Select all rows of the page", run: () => selection?.add(rows) });
  useShortcut({
    keys: "Escape",
    label: "Clear the selection",
    group: "Table",
    enabled: hasSelection,
    run: () => selection?.clear(),
  });
  return null;
}
