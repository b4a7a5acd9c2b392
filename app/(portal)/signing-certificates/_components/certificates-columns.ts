import type { ColumnInfo } from "@/components/data-table/columns/layout";

/** The columns of the signing certificates in their own order; what their cells show is in certificates-cells.tsx. */
export const CERTIFICATES_COLUMNS: readonly ColumnInfo[] = [
  { name: "name", label: "Name", width: 165 },
  { name: "description", label: "Description", width: 110, isWide: true },
  { name: "parent", label: "Parent", width: 80 },
  { name: "issuedBy", label: "Issued by", width: 115 },
  { name: "issuedTo", label: "Issued to", width: 130 },
  { name: "created", label: "Created", width: 100 },
  { name: "expires", label: "Expires", width: 110 },
  { name: "commonName", label: "Common name", width: 150, isOptional: true },
  { name: "status", label: "Status", width: 150 },
  { name: "keys", label: "Keys", width: 64 },
];
