import "server-only";
import { type ExportColumn, writeExport } from "@/lib/services/table/write-export";
import type { PersonRow } from "@/lib/services/users/list";
import { readPeople } from "@/lib/services/users/list";
import { USERS_LIST } from "@/lib/services/users/list/schema";
import { verb } from "@/lib/services/verb";

const COLUMNS: readonly ExportColumn<PersonRow>[] = [
  ["id", (row) => row.id],
  ["kind", (row) => row.kind],
  ["name", (row) => row.name],
  ["email", (row) => row.email],
  ["role", (row) => row.role],
  ["status", (row) => row.status],
  ["sessions", (row) => row.sessions],
  ["lastSeenAt", (row) => row.lastSeenAt],
  ["createdAt", (row) => row.createdAt],
  ["invitedBy", (row) => row.invitedBy],
  ["expiresAt", (row) => row.expiresAt],
];

/**
 * The users and open invites of a list as text, in its order: CSV with a header, or one JSON object a line. In: search, filters,
 * order, format. Out: pieces, read when asked for. Throws what `verb` throws.
 */
export const exportUsers = verb({
  permission: "user.read",
  effect: "read",
  input: USERS_LIST.exportSchema,
  run: async ({ input, tx }): Promise<AsyncIterable<string>> =>
    writeExport(readPeople(tx, input), COLUMNS, input.format),
});
