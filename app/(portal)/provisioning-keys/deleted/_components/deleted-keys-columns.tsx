"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { Clipped } from "@/components/data-table/clipped";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/features";
import type { ListLocation } from "@/components/data-table/list-location";
import { AbsoluteTime, RelativeTime } from "@/components/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { formatNumber } from "@/lib/format/number";
import type { DeletedKeyRow } from "@/lib/services/deleted-keys/deleted-key-row";
import { DeletedKeyActions } from "./deleted-key-actions";

export const DELETED_KEYS_CAPTION = "Deleted provisioning keys";

const helper = createColumnHelper<DataTableFeatures, DeletedKeyRow>();

const READ_COLUMNS: DataColumn<DeletedKeyRow>[] = [
  helper.display({
    id: "name",
    header: "Name",
    cell: ({ row }) => <Clipped className="font-medium">{row.original.name}</Clipped>,
    meta: { sort: "name", pinned: true, area: "title", skeleton: "w-36 max-md:my-1.5" },
  }),
  helper.display({
    id: "group",
    header: "App Connector Group",
    cell: ({ row }) => <Clipped>{row.original.groupName}</Clipped>,
    meta: { sort: "group", area: "text", skeleton: "w-28 max-md:my-1.5" },
  }),
  helper.display({
    id: "used",
    header: () => (
      <>
        Utilization
        <br />
        count
      </>
    ),
    cell: ({ row: { original: key } }) => (
      <span className="tabular-nums">
        {formatNumber(key.used)}
        <span className="text-fg-3"> / {key.maximum === null ? "Unlimited" : formatNumber(key.maximum)}</span>
      </span>
    ),
    meta: { sort: "used", skeleton: "w-14" },
  }),
  helper.display({
    id: "connectors",
    header: () => (
      <>
        Working
        <br />
        App Connectors
      </>
    ),
    cell: ({ row: { original: key } }) =>
      key.connectors === 0 ? (
        <span className="text-fg-3">None</span>
      ) : (
        <TextLink variant="quiet" href={`/connectors?filter=key:any:${key.id}`} prefetch={false}>
          {formatNumber(key.connectors)}
        </TextLink>
      ),
    meta: { skeleton: "w-8" },
  }),
  helper.display({
    id: "deleted",
    header: "Deleted",
    cell: ({ row }) => <RelativeTime at={row.original.deletedAt} className="whitespace-nowrap text-fg-2" />,
    meta: { sort: "deleted", area: "side", skeleton: "w-20 max-md:my-1.5" },
  }),
  helper.display({
    id: "deletedBy",
    header: "Deleted by",
    cell: ({ row }) => <Clipped>{row.original.deletedByName ?? "Unknown"}</Clipped>,
    meta: { sort: "deletedBy", skeleton: "w-24" },
  }),
  helper.display({
    id: "until",
    header: () => (
      <>
        Can be
        <br />
        restored until
      </>
    ),
    cell: ({ row }) => (
      <span className="block truncate">
        <AbsoluteTime at={row.original.restorableUntil} dateOnly until />
      </span>
    ),
    meta: { area: "note", skeleton: "w-28" },
  }),
  helper.display({
    id: "fingerprint",
    header: "Fingerprint",
    cell: ({ row }) => <code className="font-mono text-2xs">{row.original.fingerprint}</code>,
    meta: { skeleton: "w-28" },
  }),
];

/** The columns of deleted keys. In: the list, where the person may restore keys. */
export function deletedKeysColumns(writeIn: ListLocation | undefined): DataColumn<DeletedKeyRow>[] {
  if (!writeIn) return READ_COLUMNS;
  return [
    ...READ_COLUMNS,
    helper.display({
      id: "actions",
      header: "Actions",
      cell: ({ row }) => <DeletedKeyActions row={row.original} list={writeIn} className="justify-end" />,
      meta: { hiddenHeader: true, className: "md:w-[190px] pl-0 pr-3.5" },
    }),
  ];
}
