import "server-only";
import { type DeletedKeyRow, type RawDeletedKey, toDeletedKeyRow } from "@/lib/services/deleted-keys/deleted-key-row";
import { DELETED_KEYS_LIST, type DeletedKeySortColumn } from "@/lib/services/deleted-keys/list/schema";
import { DELETED_KEYS_SOURCE } from "@/lib/services/deleted-keys/list/source";
import { walkList } from "@/lib/services/table/select-list";
import { type ExportColumn, writeExport } from "@/lib/services/table/write-export";
import { verb } from "@/lib/services/verb";

const COLUMNS: readonly ExportColumn<DeletedKeyRow>[] = [
  ["id", (row) => row.id],
  ["name", (row) => row.name],
  ["group", (row) => row.groupName],
  ["fingerprint", (row) => row.fingerprint],
  ["maximum", (row) => row.maximum],
  ["used", (row) => row.used],
  ["connectors", (row) => row.connectors],
  ["deletedAt", (row) => row.deletedAt],
  ["deletedBy", (row) => row.deletedByName],
  ["restorableUntil", (row) => row.restorableUntil],
];

/**
 * The deleted keys of a list as text, in its order. In: search, filters, order, format. Out: pieces, read when asked for.
 * Throws what `verb` throws.
 */
export const exportDeletedKeys = verb({
  permission: "key.read",
  effect: "read",
  input: DELETED_KEYS_LIST.exportSchema,
  run: async ({ input, tx }): Promise<AsyncIterable<string>> => {
    async function* read() {
      for await (const rows of walkList<RawDeletedKey, DeletedKeySortColumn>(tx, DELETED_KEYS_SOURCE, input)) {
        yield rows.map(toDeletedKeyRow);
      }
    }
    return writeExport(read(), COLUMNS, input.format);
  },
});
