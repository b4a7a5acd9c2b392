"use client";

import type { ReactNode } from "react";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { ListProviders } from "../../../_components/list-providers";
import { DELETED_KEYS_COLUMNS } from "./deleted-keys-columns-info";

type DeletedKeysProvidersProps = { settings: TableSettings | null; view: string; children: ReactNode };

/** The columns of the deleted keys, for toolbar, table and skeleton. */
export function DeletedKeysProviders(props: DeletedKeysProvidersProps) {
  return <ListProviders resource="deleted-keys" columns={DELETED_KEYS_COLUMNS} {...props} />;
}
