"use client";

import { useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { off } from "@/components/ui/off";
import type { Selected } from "./selection";
import { useIsSelected, useSelected, useSelection } from "./selection-provider";

type SelectRowProps = {
  row: Selected;
  /** Names the row: "Select fra1-dc-autoscale". */
  name: string;
  /** Why this row cannot be selected. */
  disabledReason: string | undefined;
  /** All rows of the page that can be selected, in their order. */
  rows: readonly Selected[];
};

/** The box before a row. With Shift it does the same to all rows from the one changed last. */
export function SelectRow({ row, name, disabledReason, rows }: SelectRowProps) {
  const selection = useSelection();
  const checked = useIsSelected(row.id);
  const withShift = useRef(false);
  const label = `Select ${name}`;
  if (disabledReason !== undefined) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a native box that is off has no focus and cannot say why
      <button
        type="button"
        role="checkbox"
        aria-checked={false}
        aria-label={label}
        className="check-off"
        {...off(disabledReason)}
      />
    );
  }
  return (
    <Checkbox
      aria-label={label}
      className="max-md:after:-inset-3"
      checked={checked}
      onClickCapture={(event) => {
        withShift.current = event.shiftKey;
      }}
      onCheckedChange={() => selection?.toggle(row, rows, withShift.current)}
    />
  );
}

/** The box in the header: all rows of the page, or none of them. */
export function SelectPage({ rows }: { rows: readonly Selected[] }) {
  const selection = useSelection();
  const selected = useSelected();
  const count = rows.filter(({ id }) => selected.has(id)).length;
  const all = rows.length > 0 && count === rows.length;
  return (
    <Checkbox
      aria-label="Select all on this page"
      disabled={rows.length === 0}
      checked={all ? true : selected.size > 0 ? "indeterminate" : false}
      onCheckedChange={() => (all ? selection?.remove(rows.map(({ id }) => id)) : selection?.add(rows))}
    />
  );
}
