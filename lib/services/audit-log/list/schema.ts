import { AUDIT_FILTERS } from "@/lib/services/audit-log/audit-filters";
import { defineList } from "@/lib/table/define-list";
import type { Sort } from "@/lib/table/list";

/** The audit log, newest first unless it is asked for otherwise. */
export const AUDIT_LIST = defineList({
  filters: AUDIT_FILTERS,
  sortColumns: ["at"] as const,
  defaultSort: "-at",
  defaultPerPage: 50,
});

export type AuditSort = Sort<"at">;
