"use client";

import { type RowData, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import type { TableLayout } from "./columns/layout";
import { type DataColumn, type DataTableFeatures, dataTableFeatures } from "./features";

const NO_ROWS: never[] = [];
const NOTHING = () => {};

type UseDataTable<Row extends RowData> = {
  columns: DataColumn<Row>[];
  layout: TableLayout;
  rows?: Row[];
  rowId?: (row: Row) => string;
  /** Ids of the expanded rows. */
  expanded?: ReadonlySet<string>;
};

/** The table of TanStack behind a DataTable and its skeleton: columns as the layout has them, those it does not name at the end. */
export function useDataTable<Row extends RowData>({ columns, layout, rows, rowId, expanded }: UseDataTable<Row>) {
  const columnOrder = useMemo(() => layout.columns.map(({ info }) => info.name), [layout]);
  const columnVisibility = useMemo(
    () => Object.fromEntries(layout.columns.map(({ info, visible }) => [info.name, visible])),
    [layout],
  );
  return useTable<DataTableFeatures, Row>({
    features: dataTableFeatures,
    columns,
    data: rows ?? NO_ROWS,
    ...(rowId && { getRowId: rowId }),
    getRowCanExpand: () => true,
    manualExpanding: true,
    state: {
      columnOrder,
      columnVisibility,
      expanded: Object.fromEntries([...(expanded ?? [])].map((id) => [id, true])),
    },
    onExpandedChange: NOTHING,
    onColumnOrderChange: NOTHING,
    onColumnVisibilityChange: NOTHING,
  });
}
