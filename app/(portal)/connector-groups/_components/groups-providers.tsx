"use client";

import type { ReactNode } from "react";
import { LayoutProvider } from "@/components/data-table/columns/layout-provider";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { saveTableSettingsAction } from "../../actions";
import { GROUPS_COLUMNS } from "./groups-columns-info";

const save = (settings: TableSettings | null) => saveTableSettingsAction({ resource: "connector-groups", settings });

/** What toolbar, table and skeleton of the groups share: columns, widths, density. */
export function GroupsProviders({ settings, children }: { settings: TableSettings | null; children: ReactNode }) {
  return (
    <LayoutProvider table="connector-groups" infos={GROUPS_COLUMNS} settings={settings} save={save}>
      {children}
    </LayoutProvider>
  );
}
