"use client";

import type { RowData } from "@tanstack/react-table";
import { TableFooter, TableScroll } from "@/components/ui/table";
import { DataTableSkeleton } from "./data-table-skeleton";
import type { DataColumn } from "./features";

type ListSkeletonProps<Row extends RowData> = {
  /** Accessible name of the region that scrolls. */
  label: string;
  caption: string;
  columns: DataColumn<Row>[];
};

/** In place of a table while it loads: its own headers, grey rows. */
export function ListSkeleton<Row extends RowData>({ label, caption, columns }: ListSkeletonProps<Row>) {
  return (
    <>
      <TableScroll label={label}>
        <DataTableSkeleton caption={caption} columns={columns} rowCount={6} />
      </TableScroll>
      <TableFooter />
    </>
  );
}
