import "server-only";
import { type GroupRow, type RawGroup, toGroupRow } from "@/lib/services/connector-groups/group-row";
import { GROUPS_LIST, type GroupSortColumn } from "@/lib/services/connector-groups/list/schema";
import { GROUPS_SOURCE } from "@/lib/services/connector-groups/list/source";
import { walkList } from "@/lib/services/table/select-list";
import { type ExportColumn, writeExport } from "@/lib/services/table/write-export";
import { verb } from "@/lib/services/verb";

const COLUMNS: readonly ExportColumn<GroupRow>[] = [
  ["id", (row) => row.id],
  ["name", (row) => row.name],
  ["enabled", (row) => row.enabled],
  ["connectors", (row) => row.connectors],
  ["keys", (row) => row.keys],
  ["description", (row) => row.description],
  ["location", (row) => row.location],
  ["latitude", (row) => row.latitude],
  ["longitude", (row) => row.longitude],
  ["country", (row) => row.countryCode],
  ["dnsResolution", (row) => row.dnsResolution],
  ["tcpQuickAck", (row) => row.tcpQuickAck],
  ["disasterRecovery", (row) => row.disasterRecovery],
  ["allowList", (row) => row.allowList.join(" ")],
  ["versionProfile", (row) => row.versionProfile],
  ["updateDay", (row) => row.updateDay],
  ["updateMinute", (row) => row.updateMinute],
  ["nextUpdateAt", (row) => row.nextUpdateAt],
  ["createdAt", (row) => row.createdAt],
  ["updatedAt", (row) => row.updatedAt],
  ["updatedBy", (row) => row.updatedByName],
];

/**
 * The groups of a list as text, in its order: CSV with a header, or one JSON object a line. In: search, filters, order, format.
 * Out: pieces, read when asked for. Throws what `verb` throws.
 */
export const exportGroups = verb({
  permission: "group.read",
  effect: "read",
  input: GROUPS_LIST.exportSchema,
  run: async ({ input, tx }): Promise<AsyncIterable<string>> => {
    const now = new Date();
    async function* read() {
      for await (const rows of walkList<RawGroup, GroupSortColumn>(tx, GROUPS_SOURCE, input)) {
        yield rows.map((row) => toGroupRow(row, now));
      }
    }
    return writeExport(read(), COLUMNS, input.format);
  },
});
