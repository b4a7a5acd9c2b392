"use client";

import type { ReactNode } from "react";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { ListProviders } from "../../_components/list-providers";
import { AUDIT_COLUMNS } from "./audit-columns";

type AuditProvidersProps = { settings: TableSettings | null; view: string; children: ReactNode };

/** The columns of the audit log, for toolbar, table and skeleton. */
export function AuditProviders(props: AuditProvidersProps) {
  return <ListProviders resource="audit-log" columns={AUDIT_COLUMNS} {...props} />;
}
