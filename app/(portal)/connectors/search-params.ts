import { type ListView, parseListView } from "@/components/data-table/list-view";
import { CONNECTORS_LIST, type ConnectorSortColumn } from "@/lib/services/connectors/list/schema";
import { oneConnectorSchema } from "@/lib/services/connectors/schema";
import type { Params } from "@/lib/table/list";

const OF_A_CONNECTOR = ["edit", "approve", "decline", "disable", "enable", "revoke", "delete"] as const;

export type ConnectorVerb = (typeof OF_A_CONNECTOR)[number];
export type ConnectorsDialog = { kind: "cleanup" } | { kind: ConnectorVerb; id: string };
export type ConnectorsView = ListView<ConnectorSortColumn> & { dialog: ConnectorsDialog | null };

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given, and is named. */
export function parseConnectorsView(params: Params): ConnectorsView {
  return { ...parseListView(params, CONNECTORS_LIST, "/connectors"), dialog: parseDialog(params) };
}

function parseDialog(params: Params): ConnectorsDialog | null {
  for (const kind of OF_A_CONNECTOR) {
    const one = oneConnectorSchema.safeParse({ id: params[kind] });
    if (one.success) return { kind, id: one.data.id };
  }
  return params.cleanup === "1" ? { kind: "cleanup" } : null;
}
