"use client";

import type { ReactNode } from "react";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { ListProviders } from "../../_components/list-providers";
import { GROUPS_COLUMNS } from "./groups-columns-info";

type GroupsProvidersProps = { settings: TableSettings | null; view: string; children: ReactNode };

/** The columns of the groups, for toolbar, table and skeleton. */
export function GroupsProviders(props: GroupsProvidersProps) {
  return <ListProviders resource="connector-groups" columns={GROUPS_COLUMNS} {...props} />;
}
