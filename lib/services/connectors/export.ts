import "server-only";
import { type ConnectorRow, type RawConnector, toConnectorRow } from "@/lib/services/connectors/connector-row";
import { CONNECTORS_LIST, type ConnectorSortColumn } from "@/lib/services/connectors/list/schema";
import { CONNECTORS_SOURCE } from "@/lib/services/connectors/list/source";
import { walkList } from "@/lib/services/table/select-list";
import { type ExportColumn, writeExport } from "@/lib/services/table/write-export";
import { verb } from "@/lib/services/verb";

const COLUMNS: readonly ExportColumn<ConnectorRow>[] = [
  ["id", (row) => row.id],
  ["name", (row) => row.name],
  ["description", (row) => row.description],
  ["group", (row) => row.groupName],
  ["location", (row) => row.location],
  ["provisioningKey", (row) => row.keyName],
  ["status", (row) => row.status],
  ["enabled", (row) => row.enabled],
  ["softwareVersion", (row) => row.softwareVersion],
  ["lastSeenAt", (row) => row.lastSeenAt],
  ["uptimeSeconds", (row) => row.uptimeSeconds],
  ["hostname", (row) => row.hostname],
  ["platform", (row) => row.platform],
  ["publicIp", (row) => row.publicIp],
  ["addresses", (row) => row.addresses.join(" ")],
  ["fingerprint", (row) => row.fingerprint],
  ["certificateSerial", (row) => row.certificateSerial],
  ["certificateIssuer", (row) => row.certificateIssuer],
  ["certificateNotAfter", (row) => row.certificateNotAfter],
  ["enrolledAt", (row) => row.enrolledAt],
  ["revokedAt", (row) => row.revokedAt],
];

/**
 * The connectors of a list as text, in its order: CSV with a header, or one JSON object a line. In: search, filters, order,
 * format. Out: pieces, read when asked for. Throws what `verb` throws.
 */
export const exportConnectors = verb({
  permission: "connector.read",
  effect: "read",
  input: CONNECTORS_LIST.exportSchema,
  run: async ({ input, tx }): Promise<AsyncIterable<string>> => {
    async function* read() {
      for await (const rows of walkList<RawConnector, ConnectorSortColumn>(tx, CONNECTORS_SOURCE, input)) {
        yield rows.map(toConnectorRow);
      }
    }
    return writeExport(read(), COLUMNS, input.format);
  },
});
