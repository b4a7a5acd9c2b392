"use client";

import type { Cell, Row, RowData } from "@tanstack/react-table";
import { memo, type ReactNode } from "react";
import { Glyph } from "@/components/ui/glyph";
import { Td, Tr } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import { ActionLink } from "./action-link";
import { isWideOnly } from "./columns/column-styles";
import type { TableLayout } from "./columns/layout";
import { DetailRow } from "./detail-row";
import type { DataTableFeatures } from "./features";
import { EXPANDER, EXPANDER_AFTER_BOX, SELECT_BOX } from "./parts";
import { SelectRow } from "./selection/select-boxes";
import type { Selected } from "./selection/selection";

type DataRowProps<Data extends RowData> = {
  row: Row<DataTableFeatures, Data>;
  name: string;
  layout: TableLayout;
  open: boolean;
  /** Where the list is with this row expanded; or folded, when it is open. */
  toggleHref: string;
  onToggle: (id: string) => void;
  /** The rows of the page that can be selected, in their order; null in a table without boxes. */
  selectable: readonly Selected[] | null;
  tag: string;
  /** Where rows are cards, the box takes the place of the expander. */
  isChoosing: boolean;
  /** Why this row cannot be selected. */
  selectReason: string | undefined;
  /** What the row shows when it is expanded, null while it is not; it gives undefined while that is on its way. */
  renderDetail: ((data: Data) => ReactNode | undefined) | null;
};

function DataRowOf<Data extends RowData>(props: DataRowProps<Data>) {
  const { row, name, layout, open, toggleHref, onToggle, selectable, tag, isChoosing, selectReason, renderDetail } =
    props;
  const detailId = `detail-${row.id}`;
  const cells = row.getVisibleCells();
  return (
    <>
      <Tr expanded={open} data-row={row.id} tabIndex={-1}>
        {selectable ? (
          <Td area={isChoosing ? "lead" : undefined} className={SELECT_BOX}>
            <SelectRow row={{ id: row.id, tag }} name={name} disabledReason={selectReason} rows={selectable} />
          </Td>
        ) : null}
        <Td area={isChoosing ? undefined : "lead"} className={selectable ? EXPANDER_AFTER_BOX : EXPANDER}>
          <ActionLink
            href={toggleHref}
            replace
            aria-label={`Expand ${name}`}
            className="icon-button icon-button-sm icon-button-expand"
            data-row-focus
            data-row-action="expand"
            aria-expanded={open}
            aria-controls={open ? detailId : undefined}
            onAct={() => onToggle(row.id)}
          >
            <Glyph name="chevron-right" />
          </ActionLink>
        </Td>
        {cells.map((cell) => {
          const meta = cell.column.columnDef.meta;
          const column = layout.columns.find(({ info }) => info.name === cell.column.id);
          return (
            <Td
              key={cell.id}
              numeric={meta?.numeric}
              wide={column && isWideOnly(layout, column)}
              pinned={meta?.pinned}
              area={meta?.area}
              className={cn(meta?.className, meta?.cellClassName)}
            >
              {drawCell(cell)}
            </Td>
          );
        })}
      </Tr>
      {renderDetail ? (
        <DetailRow id={detailId} colSpan={cells.length + (selectable ? 2 : 1)} indented={selectable !== null}>
          {renderDetail(row.original)}
        </DetailRow>
      ) : null}
    </>
  );
}

/** A cell's contents. Columns draw with plain functions, so they are called, not wrapped in a component each. */
function drawCell<Data extends RowData>(cell: Cell<DataTableFeatures, Data>): ReactNode {
  const { cell: draw } = cell.column.columnDef;
  return typeof draw === "function" ? draw(cell.getContext()) : draw;
}

/** The table wraps a row anew at each answer; what it wraps stays the same object while it says the same. */
function isUnchanged<Data extends RowData>(before: DataRowProps<Data>, after: DataRowProps<Data>): boolean {
  const { row: old, ...rest } = before;
  const { row, ...others } = after;
  return (
    old.original === row.original && Object.entries(rest).every(([name, value]) => value === Reflect.get(others, name))
  );
}

/** One row and, when it is expanded, its details. Drawn again only when something of it changed. */
export const DataRow = memo(DataRowOf, isUnchanged) as typeof DataRowOf;
