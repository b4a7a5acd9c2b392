"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { useSteadyRows } from "@/components/live/use-steady-rows";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { KeyDetails } from "./key-details";
import { KEYS_CAPTION, KEYS_TABLE_WIDTH, keysColumns } from "./keys-columns";
import { ListContext } from "./list-context";

type KeysTableProps = {
  rows: KeyRow[];
  /** Details of the expanded rows. */
  details: KeyDetail[];
  sort: string;
  list: ListLocation;
  canWrite: boolean;
};

const rowId = (row: KeyRow) => row.id;

/** The Provisioning Keys table: which columns it has and what an expanded row shows. */
export function KeysTable({ rows, details, sort, list, canWrite }: KeysTableProps) {
  const detailOf = useMemo(() => new Map(details.map((detail) => [detail.id, detail])), [details]);
  const steady = useSteadyRows(rows, rowId, patchLocation(list, { expanded: null }));
  return (
    <ListContext value={list}>
      <div className="contents" {...steady.around}>
        <DataTable
          caption={KEYS_CAPTION}
          columns={keysColumns(canWrite)}
          rows={steady.rows}
          rowId={rowId}
          rowName={(row) => row.name}
          list={list}
          sort={sort}
          expanded={details.map((detail) => detail.id)}
          renderDetail={(row) => {
            const detail = detailOf.get(row.id);
            return detail ? <KeyDetails detail={detail} canWrite={canWrite} /> : undefined;
          }}
          className={KEYS_TABLE_WIDTH}
        />
      </div>
    </ListContext>
  );
}
