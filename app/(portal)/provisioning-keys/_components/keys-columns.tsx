"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { Clipped } from "@/components/data-table/clipped";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/features";
import { AbsoluteTime, RelativeTime } from "@/components/relative-time";
import { ManagedLock, StatusBadge } from "@/components/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { UtilizationMeter } from "@/components/utilization-meter";
import { formatMaximum } from "@/lib/format/number";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { keyHref } from "../../_components/entity-links";
import { KeyCell } from "./key-cell";
import { RowActions } from "./row-actions";
import { explainManaged, explainStatus } from "./row-reasons";

const helper = createColumnHelper<DataTableFeatures, KeyRow>();

/** Name of the table. */
export const KEYS_CAPTION = "App Connector Provisioning Keys";

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
    meta: { sort: "maximum", numeric: true, skeleton: "w-10" },
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
    meta: { sort: "used", area: "body", skeleton: "w-32 max-md:w-full" },
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
    cell: ({ row }) => <GroupLink name={row.original.groupName} id={row.original.groupId} />,
    meta: { sort: "group", area: "text", skeleton: "w-24 max-md:my-1.5" },
  }),
  helper.display({
    id: "key",
    header: "Provisioning Key",
    cell: ({ row }) => <KeyCell row={row.original} />,
    meta: { area: "foot", skeleton: "w-44" },
  }),
  helper.display({
    id: "status",
    header: "Status",
    cell: ({ row }) => <StatusBadge status={row.original.status} detail={explainStatus(row.original)} />,
    meta: { area: "side", skeleton: "w-16 max-md:my-1.5" },
  }),
  helper.display({
    id: "lastUsed",
    header: "Last used",
    cell: ({ row }) => <RelativeTime at={row.original.lastUsedAt} className="text-fg-2" />,
    meta: { sort: "lastUsed", area: "note", className: "whitespace-nowrap", skeleton: "w-14 max-md:my-1.5" },
  }),
  helper.display({
    id: "remaining",
    header: () => (
      <>
        Remaining
        <br />
        uses
      </>
    ),
    cell: ({ row }) => <Maximum value={row.original.remaining} />,
    meta: { numeric: true, skeleton: "w-10" },
  }),
  helper.display({
    id: "expires",
    header: "Expires",
    cell: ({ row: { original: key } }) =>
      key.expiresAt === null ? (
        <span className="text-fg-2">Never</span>
      ) : (
        <AbsoluteTime at={key.expiresAt} dateOnly className="text-fg-2" />
      ),
    meta: { sort: "expires", className: "whitespace-nowrap", skeleton: "w-16" },
  }),
  helper.display({
    id: "created",
    header: "Created",
    cell: ({ row }) => <AbsoluteTime at={row.original.createdAt} className="text-fg-2" />,
    meta: { sort: "created", className: "truncate whitespace-nowrap", skeleton: "w-24" },
  }),
  helper.display({
    id: "createdBy",
    header: "Created by",
    cell: ({ row }) => <Clipped>{row.original.createdByName}</Clipped>,
    meta: { sort: "createdBy", skeleton: "w-20" },
  }),
  helper.display({
    id: "fingerprint",
    header: "Fingerprint",
    cell: ({ row }) => <code className="block truncate font-mono text-2xs text-fg-2">{row.original.fingerprint}</code>,
    meta: { skeleton: "w-28" },
  }),
  helper.display({
    id: "certificate",
    header: "Signing certificate",
    cell: ({ row }) => <Clipped>{row.original.signingCertificateName}</Clipped>,
    meta: { skeleton: "w-24" },
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
      <TextLink variant="name" href={keyHref(row)} prefetch={false} className="truncate" title={row.name}>
        {row.name}
      </TextLink>
      {row.managedBy === null ? null : <ManagedLock reason={explainManaged(row)} />}
    </span>
  );
}

/** Text that is cut off where it does not fit, and whole in its tooltip. */
/** To the group, found by its name and expanded. */
function GroupLink({ name, id }: { name: string; id: string }) {
  return (
    <TextLink
      variant="quiet"
      href={`/connector-groups?${new URLSearchParams({ q: name, expanded: id })}`}
      prefetch={false}
      className="block w-fit max-w-full truncate"
      title={name}
    >
      {name}
    </TextLink>
  );
}

function Maximum({ value }: { value: number | null }) {
  return <span className={value === null ? "text-fg-2" : undefined}>{formatMaximum(value)}</span>;
}
