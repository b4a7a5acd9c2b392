"use client";

import { ListSkeleton } from "@/components/data-table/list-skeleton";
import { KEYS_CAPTION, keysColumns } from "./keys-columns";

/** In place of the table of keys while it loads. */
export function KeysSkeleton({ canWrite }: { canWrite: boolean }) {
  return <ListSkeleton label="Provisioning keys" caption={KEYS_CAPTION} columns={keysColumns(canWrite)} />;
}
