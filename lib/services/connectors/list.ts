import "server-only";
import { type ConnectorRow, type RawConnector, toConnectorRow } from "@/lib/services/connectors/connector-row";
import { CONNECTORS_LIST, type ConnectorSortColumn } from "@/lib/services/connectors/list/schema";
import { CONNECTORS_SOURCE } from "@/lib/services/connectors/list/source";
import { countList, selectListPage } from "@/lib/services/table/select-list";
import { verb } from "@/lib/services/verb";
import type { ListPage } from "@/lib/table/list";

/**
 * A page of the App Connectors, each with its status at this moment. In: search (name, host name, addresses), filters, order,
 * page. Out: the page. Throws what `verb` throws.
 */
export const listConnectors = verb({
  permission: "connector.read",
  effect: "read",
  input: CONNECTORS_LIST.schema,
  run: async ({ input, tx }): Promise<ListPage<ConnectorRow>> => {
    const page = await selectListPage<RawConnector, ConnectorSortColumn>(tx, CONNECTORS_SOURCE, input);
    return { ...page, rows: page.rows.map(toConnectorRow) };
  },
});

/** How many of them search and filters leave. In: both. Out: the count. Throws what `verb` throws. */
export const countConnectors = verb({
  permission: "connector.read",
  effect: "read",
  input: CONNECTORS_LIST.countSchema,
  run: ({ input, tx }) => countList(tx, CONNECTORS_SOURCE, input),
});
