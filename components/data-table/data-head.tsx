"use client";

import { FlexRender, type Header, type RowData } from "@tanstack/react-table";
import { THead } from "@/components/ui/table";
import { Th } from "@/components/ui/table-head";
import { cn } from "@/lib/cn";
import { COLUMN_WIDTH, isWideOnly, styleColumn } from "./columns/column-styles";
import type { TableLayout } from "./columns/layout";
import { ResizeHandle } from "./columns/resize-handle";
import type { DataTableFeatures } from "./features";
import { type ListLocation, nextSort, patchLocation, sortDirection } from "./list-location";
import { EXPANDER, EXPANDER_AFTER_BOX, HiddenHeader, SELECT_BOX } from "./parts";
import { SelectPage } from "./selection/select-boxes";
import type { Selected } from "./selection/selection";

type DataHeadProps<Row extends RowData> = {
  headers: Header<DataTableFeatures, Row, unknown>[];
  layout: TableLayout;
  /** Rows of the page that can be selected; without it there is no box. An empty list draws it switched off. */
  selectable: readonly Selected[] | null;
  /** The list and its order; without them headers are words only. */
  order?: { list: ListLocation; sort: string };
};

/** The header of a table: boxes and expanders first, then each column with its order and its border to drag. */
export function DataHead<Row extends RowData>({ headers, layout, selectable, order }: DataHeadProps<Row>) {
  return (
    <THead>
      <tr>
        {selectable ? (
          <Th className={SELECT_BOX}>
            <SelectPage rows={selectable} />
          </Th>
        ) : null}
        <Th className={selectable ? EXPANDER_AFTER_BOX : EXPANDER}>
          <HiddenHeader>Details</HiddenHeader>
        </Th>
        {headers.map((header) => {
          const meta = header.column.columnDef.meta;
          const column = layout.columns.find(({ info }) => info.name === header.column.id);
          const sortable = order && meta?.sort !== undefined ? { ...order, column: meta.sort } : undefined;
          const style = column && styleColumn(layout, column);
          const label = <FlexRender header={header} />;
          return (
            <Th
              key={header.id}
              // Its own name, without that of the border to drag.
              aria-label={column?.info.label}
              numeric={meta?.numeric}
              wide={column && isWideOnly(layout, column)}
              pinned={meta?.pinned}
              className={cn(style && COLUMN_WIDTH, meta?.className)}
              style={style}
              sorted={sortable && sortDirection(sortable.sort, sortable.column)}
              sortHref={
                sortable &&
                patchLocation(sortable.list, {
                  sort: nextSort(sortable.sort, sortable.column),
                  page: null,
                  cursor: null,
                })
              }
              end={order && column ? <ResizeHandle column={column} /> : null}
            >
              {meta?.hiddenHeader ? <HiddenHeader>{label}</HiddenHeader> : label}
            </Th>
          );
        })}
      </tr>
    </THead>
  );
}
