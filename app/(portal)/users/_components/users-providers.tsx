"use client";

import type { ReactNode } from "react";
import { LayoutProvider } from "@/components/data-table/columns/layout-provider";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { saveTableSettingsAction } from "../../actions";
import { USERS_COLUMNS } from "./users-columns";

const save = (settings: TableSettings | null) => saveTableSettingsAction({ resource: "users", settings });

/** What toolbar and table of the users page share: columns, widths, density. */
export function UsersProviders({ settings, children }: { settings: TableSettings | null; children: ReactNode }) {
  return (
    <LayoutProvider table="users" infos={USERS_COLUMNS} settings={settings} save={save}>
      {children}
    </LayoutProvider>
  );
}
