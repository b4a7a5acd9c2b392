"use client";

import type { ReactNode } from "react";
import type { TableSettings } from "@/lib/services/table-settings/schema";
import { ListProviders } from "../../_components/list-providers";
import { USERS_COLUMNS } from "./users-columns";

type UsersProvidersProps = { settings: TableSettings | null; view: string; children: ReactNode };

/** The columns of the users, for toolbar, table and skeleton. */
export function UsersProviders(props: UsersProvidersProps) {
  return <ListProviders resource="users" columns={USERS_COLUMNS} {...props} />;
}
