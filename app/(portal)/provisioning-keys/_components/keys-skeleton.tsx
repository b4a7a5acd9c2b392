"use client";

import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { TableFooter, TableScroll } from "@/components/ui/table";
import { KEYS_CAPTION, KEYS_TABLE_WIDTH, keysColumns } from "./keys-columns";

/** In place of the table while it loads: its own headers, grey rows. */
export function KeysSkeleton() {
  return (
    <>
      <TableScroll label="Provisioning keys">
        <DataTableSkeleton
          caption={KEYS_CAPTION}
          columns={keysColumns(true)}
          rowCount={12}
          className={KEYS_TABLE_WIDTH}
        />
      </TableScroll>
      <TableFooter />
    </>
  );
}
