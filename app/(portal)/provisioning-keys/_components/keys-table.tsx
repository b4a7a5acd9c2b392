"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { RowVerb } from "@/components/data-table/keyboard/table-keys";
import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { useListNow } from "@/components/data-table/use-list-now";
import { usePaused } from "@/components/live/use-live";
import { useSteadyRows } from "@/components/live/use-steady-rows";
import { Button } from "@/components/ui/button";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { keyHref } from "../../_components/entity-links";
import { KeyDetails } from "./key-details";
import { editHref } from "./key-row-links";
import { KEYS_CAPTION, keysColumns } from "./keys-columns";
import { ListContext } from "./list-context";
import { explainManaged } from "./row-reasons";
import { useKeyDetails } from "./use-key-details";

type KeysTableProps = {
  rows: KeyRow[];
  /** Details of the expanded rows. */
  details: KeyDetail[];
  sort: string;
  list: ListLocation;
  canWrite: boolean;
};

const rowId = (row: KeyRow) => row.id;

const SELECT = {
  tag: (row: KeyRow) => (row.enabled ? "enabled" : "disabled"),
  reason: (row: KeyRow) => (row.managedBy === null ? undefined : explainManaged(row)),
};

const READ_VERBS: readonly RowVerb[] = [
  { keys: "c", label: "Copy the provisioning key", action: "copy" },
  { keys: "v", label: "Reveal the provisioning key", action: "reveal" },
];

/** The Provisioning Keys table: which columns it has and what an expanded row shows. */
export function KeysTable({ rows, details, sort, list: sent, canWrite }: KeysTableProps) {
  const list = useListNow(sent);
  const router = useRouter();
  const paused = usePaused();
  const { detailOf, load, retry } = useKeyDetails(details);
  const steady = useSteadyRows(rows, rowId, patchLocation(list, { expanded: null }));
  const renderDetail = useCallback(
    (row: KeyRow) => {
      const detail = detailOf(row);
      if (detail === null) return <NoDetails onRetry={() => retry(row)} />;
      return detail ? <KeyDetails detail={detail} canWrite={canWrite} /> : undefined;
    },
    [detailOf, retry, canWrite],
  );
  const verbs = useMemo<readonly RowVerb[]>(() => {
    const open: RowVerb = { keys: "o", label: "Open the key’s page", run: (id) => router.push(keyHref({ id })) };
    if (!canWrite) return [...READ_VERBS, open];
    const raise = (id: string) => router.push(editHref(list, id, "maximum"), { scroll: false });
    return [
      ...READ_VERBS,
      open,
      { keys: "l", label: "Raise the limit of the key", run: raise },
      { keys: "Delete", label: "Delete the key", action: "delete" },
    ];
  }, [canWrite, list, router]);
  return (
    <ListContext value={list}>
      <div className="contents" data-paused={paused || undefined} {...steady.around}>
        <DataTable
          caption={KEYS_CAPTION}
          columns={keysColumns(canWrite)}
          rows={steady.rows}
          rowId={rowId}
          rowName={(row) => row.name}
          list={sent}
          sort={sort}
          expanded={details.map((detail) => detail.id)}
          renderDetail={renderDetail}
          loadDetails={load}
          verbs={verbs}
          {...(canWrite && { select: SELECT })}
        />
      </div>
    </ListContext>
  );
}

function NoDetails({ onRetry }: { onRetry: () => void }) {
  return (
    <section role="alert">
      <p className="mb-2">The details could not be loaded. The server did not answer, or the key is gone.</p>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </section>
  );
}
