"use client";

import type { ReactNode } from "react";
import type { ColumnInfo } from "@/components/data-table/columns/layout";
import { LayoutProvider } from "@/components/data-table/columns/layout-provider";
import { SelectionProvider } from "@/components/data-table/selection/selection-provider";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { saveTableSettingsAction } from "../actions";

type ListProvidersProps = {
  /** Under this name columns, widths and density are kept. */
  resource: Parameters<typeof saveTableSettingsAction>[0]["resource"];
  columns: readonly ColumnInfo[];
  settings: TableSettings | null;
  /** Search and filters of the list in one text: another one lets go of what is selected. */
  view: string;
  /** Whether the person may select rows. */
  canSelect?: boolean;
  children: ReactNode;
};

/** What toolbar, table and skeleton of a list share: columns, widths, density, and which rows are selected. */
export function ListProviders(props: ListProvidersProps) {
  const { resource, columns, settings, view, canSelect = false, children } = props;
  return (
    <LayoutProvider
      table={resource}
      infos={columns}
      settings={settings}
      save={(next) => saveTableSettingsAction({ resource, settings: next })}
    >
      <SelectionProvider view={view} enabled={canSelect}>
        {children}
      </SelectionProvider>
    </LayoutProvider>
  );
}
