"use client";

import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { TableFooter, TableScroll } from "@/components/ui/table";
import { AUDIT_CAPTION, AUDIT_CELLS } from "./audit-table";

/** In place of the log while it loads: its own headers, grey rows. */
export function AuditSkeleton() {
  return (
    <>
      <TableScroll label="Audit log">
        <DataTableSkeleton caption={AUDIT_CAPTION} columns={AUDIT_CELLS} rowCount={14} />
      </TableScroll>
      <TableFooter />
    </>
  );
}
