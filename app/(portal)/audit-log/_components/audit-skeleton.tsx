"use client";

import { ListSkeleton } from "@/components/data-table/list-skeleton";
import { AUDIT_CAPTION, AUDIT_CELLS } from "./audit-table";

/** In place of the log while it loads. */
export function AuditSkeleton() {
  return <ListSkeleton label="Audit log" caption={AUDIT_CAPTION} columns={AUDIT_CELLS} />;
}
