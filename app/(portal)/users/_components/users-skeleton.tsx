"use client";

import { ListSkeleton } from "@/components/data-table/list-skeleton";
import { columnsFor } from "./users-table";

/** In place of the table of users while it loads. */
export function UsersSkeleton() {
  return <ListSkeleton label="Users" caption="Users" columns={columnsFor("")} />;
}
