"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { DataTable } from "@/components/data-table/data-table";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/features";
import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { useSteadyRows } from "@/components/live/use-steady-rows";
import { AbsoluteTime } from "@/components/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { AuditRow } from "@/lib/services/audit-log/select-events";
import { AuditDetails } from "./audit-details";
import { describeAction, describeActorType, describeNoAddress, describeTarget } from "./audit-words";

export const AUDIT_CAPTION = "Audit log";

const helper = createColumnHelper<DataTableFeatures, AuditLine>();

/** An event, and where what it was about is to be seen, as far as it exists and may be. */
export type AuditLine = AuditRow & { href: string | undefined };

const rowId = (event: AuditLine) => event.seq;

/** The columns of the audit log. */
export const AUDIT_CELLS: DataColumn<AuditLine>[] = [
  helper.display({
    id: "at",
    header: "Time",
    cell: ({ row }) => <AbsoluteTime at={row.original.at} className="whitespace-nowrap text-fg-2" />,
    meta: { sort: "at", area: "note", skeleton: "w-28" },
  }),
  helper.display({
    id: "actor",
    header: "Actor",
    cell: ({ row: { original: event } }) => {
      const type = describeActorType(event.actorType);
      return (
        <span className="block truncate" title={event.actorName}>
          {event.actorName}
          {type ? <span className="text-fg-3"> · {type}</span> : null}
        </span>
      );
    },
    meta: { area: "text", skeleton: "w-24" },
  }),
  helper.display({
    id: "action",
    header: "Action",
    cell: ({ row }) => <span className="block truncate font-medium">{describeAction(row.original.action)}</span>,
    meta: { area: "title", skeleton: "w-28" },
  }),
  helper.display({
    id: "target",
    header: "Target",
    cell: ({ row: { original: event } }) => {
      if (!event.targetType) return <span className="text-fg-3">None</span>;
      const { href } = event;
      const name = event.targetName ?? "";
      return (
        <span className="block truncate" title={name || undefined}>
          {href && name ? (
            <TextLink variant="quiet" href={href}>
              {name}
            </TextLink>
          ) : (
            name
          )}{" "}
          <span className="text-fg-3">
            {event.targetName ? "· " : null}
            {describeTarget(event.targetType)}
          </span>
        </span>
      );
    },
    meta: { area: "body", skeleton: "w-48" },
  }),
  helper.display({
    id: "address",
    header: "Address",
    cell: ({ row: { original: event } }) =>
      event.ip ? (
        <code className="font-mono text-2xs text-fg-2">{event.ip}</code>
      ) : (
        <span className="text-fg-3">{describeNoAddress(event.actorType)}</span>
      ),
    meta: { area: "side", className: "truncate", skeleton: "w-20" },
  }),
  helper.display({
    id: "seq",
    header: "Number",
    cell: ({ row }) => row.original.seq,
    meta: { numeric: true, skeleton: "w-12" },
  }),
  helper.display({
    id: "client",
    header: "Client",
    cell: ({ row: { original: event } }) => (
      <span className="block truncate text-fg-2" title={event.userAgent ?? undefined}>
        {event.userAgent ?? "None"}
      </span>
    ),
    meta: { skeleton: "w-32" },
  }),
  helper.display({
    id: "request",
    header: "Request",
    cell: ({ row }) => (
      <code className="block truncate font-mono text-2xs text-fg-2">{row.original.requestId ?? "None"}</code>
    ),
    meta: { skeleton: "w-40" },
  }),
];

type AuditTableProps = { rows: AuditLine[]; list: ListLocation; sort: string; expanded: readonly string[] };

/** Who did what, when, to what and from where; the written fields are in the expanded row. */
export function AuditTable({ rows, list, sort, expanded }: AuditTableProps) {
  const steady = useSteadyRows(rows, rowId, patchLocation(list, { expanded: null }));
  return (
    <div className="contents" {...steady.around}>
      <DataTable
        caption={AUDIT_CAPTION}
        columns={AUDIT_CELLS}
        rows={steady.rows}
        rowId={rowId}
        rowName={(event) => `${describeAction(event.action)}${event.targetName ? `, ${event.targetName}` : ""}`}
        list={list}
        sort={sort}
        expanded={expanded}
        renderDetail={(event) => <AuditDetails event={event} />}
      />
    </div>
  );
}
