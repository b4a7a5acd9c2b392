"use client";

import type { ReactNode } from "react";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { ListProviders } from "../../_components/list-providers";
import { KEYS_COLUMNS } from "./keys-columns-info";

type KeysProvidersProps = {
  settings: TableSettings | null;
  view: string;
  canWrite: boolean;
  children: ReactNode;
};

/** The columns of the keys, for toolbar, table and skeleton; who may change keys may select them. */
export function KeysProviders({ canWrite, ...props }: KeysProvidersProps) {
  return <ListProviders resource="provisioning-keys" columns={KEYS_COLUMNS} canSelect={canWrite} {...props} />;
}
