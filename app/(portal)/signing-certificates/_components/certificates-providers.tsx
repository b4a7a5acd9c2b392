"use client";

import type { ReactNode } from "react";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { ListProviders } from "../../_components/list-providers";
import { CERTIFICATES_COLUMNS } from "./certificates-columns";

type CertificatesProvidersProps = { settings: TableSettings | null; view: string; children: ReactNode };

/** The columns of the signing certificates, for toolbar, table and skeleton. */
export function CertificatesProviders(props: CertificatesProvidersProps) {
  return <ListProviders resource="signing-certificates" columns={CERTIFICATES_COLUMNS} {...props} />;
}
