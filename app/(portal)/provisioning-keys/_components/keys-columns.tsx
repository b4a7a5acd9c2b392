"use client";

import { createColumnHelper } from "@tanstack/react-table";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/features";
import { RelativeTime } from "@/components/relative-time";
import { ManagedLock, StatusBadge } from "@/components/status-badge";
import { UtilizationMeter } from "@/components/utilization-meter";
import { formatMaximum } from "@/lib/format/number";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { KeyCell } from "./key-cell";
import { RowActions } from "./row-actions";
import { explainManaged, explainStatus } from "./row-reasons";

const helper = createColumnHelper<DataTableFeatures, KeyRow>();

/** Width and name of the table. */
export const KEYS_CAPTION = "App Connector Provisioning Keys";
export const KEYS_TABLE_WIDTH = "md:min-w-[880px] xl:min-w-[1050px] 2xl:min-w-[1138px]";

const READ_COLUMNS: DataColumn<KeyRow>[] = [
  helper.display({
    id: "name",
    header: "Name",
    cell: ({ row }) => <NameCell row={row.original} />,
    meta: { sort: "name", pinned: true, area: "title", skeleton: "w-36 max-md:my-1.5" },
  }),
  helper.display({
    id: "maximum",
    header: () => (
      <>
        Maximum # of
        <br />
        App Connectors
      </>
    ),
    cell: ({ row }) => <Maximum value={row.original.maximum} />,
    meta: { sort: "maximum", numeric: true, className: "md:w-[106px]", skeleton: "w-10" },
  }),
  helper.display({
    id: "used",
    header: () => (
      <>
        Provisioning key
        <br />
        utilization count
      </>
    ),
    cell: ({ row: { original: key } }) => (
      <UtilizationMeter
        used={key.used}
        max={key.maximum}
        muted={key.status === "disabled" || key.status === "expired"}
      />
    ),
    meta: { sort: "used", area: "body", className: "md:w-[154px]", skeleton: "w-32 max-md:w-full" },
  }),
  helper.display({
    id: "group",
    header: () => (
      <>
        App Connector
        <br />
        Group
      </>
    ),
    cell: ({ row }) => (
      <span className="block truncate" title={row.original.groupName}>
        {row.original.groupName}
      </span>
    ),
    meta: { sort: "group", area: "text", className: "md:w-[126px]", skeleton: "w-24 max-md:my-1.5" },
  }),
  helper.display({
    id: "key",
    header: "Provisioning Key",
    cell: ({ row }) => <KeyCell row={row.original} />,
    meta: { area: "foot", className: "md:w-[128px] xl:w-[278px]", skeleton: "w-44" },
  }),
  helper.display({
    id: "status",
    header: "Status",
    cell: ({ row }) => <StatusBadge status={row.original.status} detail={explainStatus(row.original)} />,
    meta: { area: "side", className: "md:w-24", skeleton: "w-16 max-md:my-1.5" },
  }),
  helper.display({
    id: "lastUsed",
    header: "Last used",
    cell: ({ row }) => <RelativeTime at={row.original.lastUsedAt} className="text-fg-2" />,
    meta: {
      sort: "lastUsed",
      area: "note",
      wide: true,
      className: "whitespace-nowrap md:w-[88px]",
      skeleton: "w-14 max-md:my-1.5",
    },
  }),
];

const WRITE_COLUMNS: DataColumn<KeyRow>[] = [
  ...READ_COLUMNS,
  helper.display({
    id: "actions",
    header: "Actions",
    cell: ({ row }) => <RowActions row={row.original} />,
    meta: { hiddenHeader: true, className: "md:w-[68px] pl-0 pr-3.5" },
  }),
];

/** The columns of the Provisioning Keys table, always the same ones; `canWrite` is whether the person may edit keys at all. */
export function keysColumns(canWrite: boolean): DataColumn<KeyRow>[] {
  return canWrite ? WRITE_COLUMNS : READ_COLUMNS;
}

function NameCell({ row }: { row: KeyRow }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="truncate font-medium" title={row.name}>
        {row.name}
      </span>
      {row.managedBy === null ? null : <ManagedLock reason={explainManaged(row)} />}
    </span>
  );
}

function Maximum({ value }: { value: number | null }) {
  return <span className={value === null ? "text-fg-2" : undefined}>{formatMaximum(value)}</span>;
}
