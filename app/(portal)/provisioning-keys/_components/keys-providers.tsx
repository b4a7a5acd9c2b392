"use client";

import type { ReactNode } from "react";
import { LayoutProvider } from "@/components/data-table/columns/layout-provider";
import { SelectionProvider } from "@/components/data-table/selection/selection-provider";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { saveTableSettingsAction } from "../../actions";
import { KEYS_COLUMNS } from "./keys-columns-info";

const save = (settings: TableSettings | null) => saveTableSettingsAction({ resource: "provisioning-keys", settings });

type KeysProvidersProps = {
  settings: TableSettings | null;
  /** Search and filters of the list in one text: another one lets go of what is selected. */
  view: string;
  canWrite: boolean;
  children: ReactNode;
};

/** What toolbar, table and skeleton of the keys share: columns, widths, density, and which rows are selected. */
export function KeysProviders({ settings, view, canWrite, children }: KeysProvidersProps) {
  return (
    <LayoutProvider table="provisioning-keys" infos={KEYS_COLUMNS} settings={settings} save={save}>
      <SelectionProvider view={view} enabled={canWrite}>
        {children}
      </SelectionProvider>
    </LayoutProvider>
  );
}
