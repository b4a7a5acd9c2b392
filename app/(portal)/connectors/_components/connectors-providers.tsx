"use client";

import type { ReactNode } from "react";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { ListProviders } from "../../_components/list-providers";
import { CONNECTORS_COLUMNS } from "./connectors-columns-info";

type ConnectorsProvidersProps = { settings: TableSettings | null; view: string; children: ReactNode };

/** The columns of the connectors, for toolbar, table and skeleton. */
export function ConnectorsProviders(props: ConnectorsProvidersProps) {
  return <ListProviders resource="connectors" columns={CONNECTORS_COLUMNS} {...props} />;
}
