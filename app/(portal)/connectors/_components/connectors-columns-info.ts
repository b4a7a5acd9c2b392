import type { ColumnInfo } from "@/components/data-table/columns/layout";

/** The columns of the connectors in their own order; what their cells show is in connectors-columns.tsx. */
export const CONNECTORS_COLUMNS: readonly ColumnInfo[] = [
  // Wider than its words need: a row of connectors has two actions more than the table reckons with.
  { name: "name", label: "Name", width: 270 },
  { name: "group", label: "App Connector Group", width: 142 },
  { name: "key", label: "Provisioning key", width: 122 },
  { name: "status", label: "Connection status", width: 156 },
  { name: "enabled", label: "Enabled", width: 74 },
  { name: "version", label: "Software version", width: 82 },
  { name: "lastSeen", label: "Last seen", width: 92 },
  { name: "certificate", label: "Certificate expiry", width: 100 },
  { name: "platform", label: "Platform", width: 150, isOptional: true },
  { name: "publicIp", label: "Public IP", width: 130, isOptional: true },
  { name: "enrolled", label: "Enrolled", width: 140, isOptional: true },
];
