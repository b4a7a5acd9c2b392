import type { ColumnInfo } from "@/components/data-table/columns/layout";

/** The columns of the groups in their own order; what their cells show is in groups-columns.tsx. */
export const GROUPS_COLUMNS: readonly ColumnInfo[] = [
  // Wider than its words need: a row of groups has one action more than the table reckons with.
  { name: "name", label: "Name", width: 224 },
  { name: "connectors", label: "App Connectors", width: 110 },
  { name: "keys", label: "Provisioning keys", width: 118 },
  { name: "status", label: "Status", width: 110 },
  { name: "location", label: "Location", width: 170 },
  { name: "version", label: "Version profile", width: 136 },
  { name: "nextUpdate", label: "Next software update", width: 160 },
  { name: "created", label: "Created", width: 136, isOptional: true },
  { name: "changed", label: "Changed", width: 120, isOptional: true },
  { name: "dns", label: "DNS resolution", width: 130, isOptional: true },
];
