"use client";

import type { ReactNode } from "react";
import { LayoutProvider } from "@/components/data-table/columns/layout-provider";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { saveTableSettingsAction } from "../../actions";
import { AUDIT_COLUMNS } from "./audit-columns";

const save = (settings: TableSettings | null) => saveTableSettingsAction({ resource: "audit-log", settings });

/** What toolbar, table and skeleton of the audit log share: columns, widths, density. */
export function AuditProviders({ settings, children }: { settings: TableSettings | null; children: ReactNode }) {
  return (
    <LayoutProvider table="audit-log" infos={AUDIT_COLUMNS} settings={settings} save={save}>
      {children}
    </LayoutProvider>
  );
}
