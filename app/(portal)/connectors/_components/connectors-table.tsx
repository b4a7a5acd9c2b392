"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { RowVerb } from "@/components/data-table/keyboard/table-keys";
import type { ListLocation } from "@/components/data-table/list-location";
import type { ConnectorRow } from "@/lib/services/connectors/connector-row";
import { ConnectorDetails } from "./connector-details";
import { CONNECTORS_CAPTION, connectorsColumns } from "./connectors-columns";

type ConnectorsTableProps = {
  rows: ConnectorRow[];
  sort: string;
  list: ListLocation;
  expanded: readonly string[];
  canWrite: boolean;
};

const VERBS: readonly RowVerb[] = [{ keys: "Delete", label: "Delete the App Connector", action: "delete" }];

/** The App Connectors; an expanded row has what its connector is and reports. */
export function ConnectorsTable({ rows, sort, list, expanded, canWrite }: ConnectorsTableProps) {
  const columns = useMemo(() => connectorsColumns(canWrite ? list : undefined), [canWrite, list]);
  return (
    <DataTable
      caption={CONNECTORS_CAPTION}
      columns={columns}
      rows={rows}
      rowId={(connector) => connector.id}
      rowName={(connector) => connector.name}
      list={list}
      sort={sort}
      expanded={expanded}
      renderDetail={(connector) => <ConnectorDetails {...{ connector, list, canWrite }} />}
      {...(canWrite && { verbs: VERBS })}
    />
  );
}
