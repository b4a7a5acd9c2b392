"use client";

import { ListSkeleton } from "@/components/data-table/list-skeleton";
import { DELETED_KEYS_PATH } from "../search-params";
import { DELETED_KEYS_CAPTION, deletedKeysColumns } from "./deleted-keys-columns";

const ANYWHERE = { path: DELETED_KEYS_PATH, search: "" };

/** In place of the deleted keys while they load. */
export function DeletedKeysSkeleton({ canWrite }: { canWrite: boolean }) {
  return (
    <ListSkeleton
      label="Deleted provisioning keys"
      caption={DELETED_KEYS_CAPTION}
      columns={deletedKeysColumns(canWrite ? ANYWHERE : undefined)}
    />
  );
}
