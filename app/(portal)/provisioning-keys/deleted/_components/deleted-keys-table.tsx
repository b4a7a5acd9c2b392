"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { ListLocation } from "@/components/data-table/list-location";
import type { DeletedKeyRow } from "@/lib/services/deleted-keys/deleted-key-row";
import { DeletedKeyDetails } from "./deleted-key-details";
import { DELETED_KEYS_CAPTION, deletedKeysColumns } from "./deleted-keys-columns";

type DeletedKeysTableProps = {
  rows: DeletedKeyRow[];
  sort: string;
  list: ListLocation;
  expanded: readonly string[];
  canWrite: boolean;
};

/** The deleted keys that can be restored. */
export function DeletedKeysTable({ rows, sort, list, expanded, canWrite }: DeletedKeysTableProps) {
  const columns = useMemo(() => deletedKeysColumns(canWrite ? list : undefined), [canWrite, list]);
  return (
    <DataTable
      caption={DELETED_KEYS_CAPTION}
      columns={columns}
      rows={rows}
      rowId={(key) => key.id}
      rowName={(key) => key.name}
      list={list}
      sort={sort}
      expanded={expanded}
      renderDetail={(row) => <DeletedKeyDetails row={row} list={canWrite ? list : undefined} />}
    />
  );
}
