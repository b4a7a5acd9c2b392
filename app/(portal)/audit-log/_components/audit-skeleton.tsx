"use client";

import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { TableFooter, TableScroll } from "@/components/ui/table";
import { AUDIT_CAPTION, AUDIT_COLUMNS, AUDIT_TABLE_WIDTH } from "./audit-table";

/** In place of the log while it loads: its own headers, grey rows. */
export function AuditSkeleton() {
  return (
    <>
      <TableScroll label="Audit log">
        <DataTableSkeleton
          caption={AUDIT_CAPTION}
          columns={AUDIT_COLUMNS}
          rowCount={14}
          className={AUDIT_TABLE_WIDTH}
        />
      </TableScroll>
      <TableFooter />
    </>
  );
}
