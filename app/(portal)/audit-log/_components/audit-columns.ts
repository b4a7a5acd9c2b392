import type { ColumnInfo } from "@/components/data-table/columns/layout";

/** The columns of the audit log in their own order; what their cells show is in audit-table.tsx. */
export const AUDIT_COLUMNS: readonly ColumnInfo[] = [
  { name: "at", label: "Time", width: 156 },
  { name: "actor", label: "Actor", width: 260, narrowWidth: 200 },
  { name: "action", label: "Action", width: 170 },
  { name: "target", label: "Target", width: 280, narrowWidth: 240 },
  { name: "address", label: "Address", width: 150 },
  { name: "seq", label: "Number", width: 96, isOptional: true },
  { name: "client", label: "Client", width: 220, isOptional: true },
  { name: "request", label: "Request", width: 260, isOptional: true },
];
