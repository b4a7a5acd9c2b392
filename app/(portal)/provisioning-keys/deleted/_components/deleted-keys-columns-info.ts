import type { ColumnInfo } from "@/components/data-table/columns/layout";

/** The columns of the deleted keys in their own order; what their cells show is in deleted-keys-columns.tsx. */
export const DELETED_KEYS_COLUMNS: readonly ColumnInfo[] = [
  { name: "name", label: "Name", width: 212 },
  { name: "group", label: "App Connector Group", width: 150 },
  { name: "used", label: "Utilization count", width: 96 },
  { name: "connectors", label: "Working App Connectors", width: 104 },
  { name: "deleted", label: "Deleted", width: 88 },
  { name: "deletedBy", label: "Deleted by", width: 120 },
  { name: "until", label: "Can be restored until", width: 172 },
  { name: "fingerprint", label: "Fingerprint", width: 160, isOptional: true },
];
