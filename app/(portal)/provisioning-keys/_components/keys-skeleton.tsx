"use client";

import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { TableFooter, TableScroll } from "@/components/ui/table";
import { KEYS_CAPTION, keysColumns } from "./keys-columns";

/** In place of the table while it loads: its own headers, grey rows. */
export function KeysSkeleton({ canWrite }: { canWrite: boolean }) {
  return (
    <>
      <TableScroll label="Provisioning keys">
        <DataTableSkeleton caption={KEYS_CAPTION} columns={keysColumns(canWrite)} rowCount={12} />
      </TableScroll>
      <TableFooter />
    </>
  );
}
