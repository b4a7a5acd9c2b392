import type { ColumnInfo } from "@/components/data-table/columns/layout";

/** The columns of the deleted keys in their own order; what their cells show is in deleted-keys-columns.tsx. */
export const DELETED_KEYS_COLUMNS: readonly ColumnInfo[] = [
  { name: "name", label: "Name", width: 260 },
  { name: "group", label: "App Connector Group", width: 180 },
  { name: "used", label: "Utilization count", width: 110 },
  { name: "connectors", label: "Working App Connectors", width: 120 },
  { name: "deleted", label: "Deleted", width: 120 },
  { name: "deletedBy", label: "Deleted by", width: 150 },
  { name: "until", label: "Can be restored until", width: 170 },
  { name: "fingerprint", label: "Fingerprint", width: 160, isOptional: true },
];
