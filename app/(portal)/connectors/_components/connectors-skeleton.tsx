"use client";

import { ListSkeleton } from "@/components/data-table/list-skeleton";
import { CONNECTORS_CAPTION, connectorsColumns } from "./connectors-columns";

const ANYWHERE = { path: "/connectors", search: "" };

/** In place of the connectors while they load. */
export function ConnectorsSkeleton({ canWrite }: { canWrite: boolean }) {
  return (
    <ListSkeleton
      label="App Connectors"
      caption={CONNECTORS_CAPTION}
      columns={connectorsColumns(canWrite ? ANYWHERE : undefined)}
    />
  );
}
