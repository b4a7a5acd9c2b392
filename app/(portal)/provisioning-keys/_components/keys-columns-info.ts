import type { ColumnInfo } from "@/components/data-table/columns/layout";

/** The columns of the Provisioning Keys table in their own order; what their cells show is in keys-columns.tsx. */
export const KEYS_COLUMNS: readonly ColumnInfo[] = [
  { name: "name", label: "Name", width: 150 },
  { name: "maximum", label: "Maximum # of App Connectors", width: 106 },
  { name: "used", label: "Provisioning key utilization count", width: 154 },
  { name: "group", label: "App Connector Group", width: 126 },
  // The mask is left out where there is no room for it, its buttons stay.
  { name: "key", label: "Provisioning Key", width: 278, narrowWidth: 128 },
  { name: "status", label: "Status", width: 96 },
  { name: "lastUsed", label: "Last used", width: 88, isWide: true },
  { name: "remaining", label: "Remaining uses", width: 96, isOptional: true },
  { name: "expires", label: "Expires", width: 116, isOptional: true },
  { name: "created", label: "Created", width: 136, isOptional: true },
  { name: "createdBy", label: "Created by", width: 132, isOptional: true },
  { name: "fingerprint", label: "Fingerprint", width: 148, isOptional: true },
  { name: "certificate", label: "Signing certificate", width: 140, isOptional: true },
];
