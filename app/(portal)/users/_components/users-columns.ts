import type { ColumnInfo } from "@/components/data-table/columns/layout";

/** The columns of the users table in their own order; what their cells show is in users-table.tsx. */
export const USERS_COLUMNS: readonly ColumnInfo[] = [
  { name: "name", label: "Name", width: 220 },
  { name: "email", label: "Email", width: 260 },
  { name: "role", label: "Role", width: 100 },
  { name: "status", label: "Status", width: 130 },
  { name: "sessions", label: "Sessions", width: 90 },
  { name: "lastSeen", label: "Last seen", width: 120 },
];
