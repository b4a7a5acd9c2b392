"use client";

import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { TableFooter, TableScroll } from "@/components/ui/table";
import { GROUPS_CAPTION, groupsColumns } from "./groups-columns";

/** In place of the groups while they load: their own headers, grey rows. */
export function GroupsSkeleton() {
  return (
    <>
      <TableScroll label="App Connector Groups">
        <DataTableSkeleton caption={GROUPS_CAPTION} columns={groupsColumns()} rowCount={14} />
      </TableScroll>
      <TableFooter />
    </>
  );
}
