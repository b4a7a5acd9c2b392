"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { Pencil, Trash2 } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/features";
import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { AbsoluteTime } from "@/components/relative-time";
import { StatusBadge } from "@/components/status-badge";
import { IconButton } from "@/components/ui/icon-button";
import { TextLink } from "@/components/ui/text-link";
import { formatNumber } from "@/lib/format/number";
import type { GroupRow } from "@/lib/services/connector-groups/group-row";
import { DNS_WORDS, VERSION_PROFILE_WORDS } from "../../_components/group-fields/group-words";

export const GROUPS_CAPTION = "App Connector Groups";

const helper = createColumnHelper<DataTableFeatures, GroupRow>();

const READ_COLUMNS: DataColumn<GroupRow>[] = [
  helper.display({
    id: "name",
    header: "Name",
    cell: ({ row }) => <Clipped className="font-medium">{row.original.name}</Clipped>,
    meta: { sort: "name", pinned: true, area: "title", skeleton: "w-36 max-md:my-1.5" },
  }),
  helper.display({
    id: "connectors",
    header: () => (
      <>
        App
        <br />
        Connectors
      </>
    ),
    cell: ({ row }) => formatNumber(row.original.connectors),
    meta: { numeric: true, skeleton: "w-8" },
  }),
  helper.display({
    id: "keys",
    header: () => (
      <>
        Provisioning
        <br />
        keys
      </>
    ),
    cell: ({ row: { original: group } }) =>
      group.keys === 0 ? "0" : <KeysLink group={group}>{formatNumber(group.keys)}</KeysLink>,
    meta: { numeric: true, area: "note", skeleton: "w-8" },
  }),
  helper.display({
    id: "status",
    header: "Status",
    cell: ({ row }) => <StatusBadge status={row.original.enabled ? "active" : "disabled"} />,
    meta: { sort: "status", area: "side", skeleton: "w-16 max-md:my-1.5" },
  }),
  helper.display({
    id: "location",
    header: "Location",
    cell: ({ row }) =>
      row.original.location === "" ? (
        <span className="text-fg-3">Not set</span>
      ) : (
        <Clipped>{row.original.location}</Clipped>
      ),
    meta: { sort: "location", area: "text", skeleton: "w-28 max-md:my-1.5" },
  }),
  helper.display({
    id: "version",
    header: "Version profile",
    cell: ({ row }) => VERSION_PROFILE_WORDS[row.original.versionProfile],
    meta: { sort: "version", skeleton: "w-20" },
  }),
  helper.display({
    id: "nextUpdate",
    header: "Next software update",
    cell: ({ row }) => <AbsoluteTime at={row.original.nextUpdateAt} className="whitespace-nowrap text-fg-2" />,
    meta: { skeleton: "w-28" },
  }),
  helper.display({
    id: "created",
    header: "Created",
    cell: ({ row }) => <AbsoluteTime at={row.original.createdAt} className="whitespace-nowrap text-fg-2" />,
    meta: { sort: "created", skeleton: "w-24" },
  }),
  helper.display({
    id: "dns",
    header: "DNS resolution",
    cell: ({ row }) => DNS_WORDS[row.original.dnsResolution],
    meta: { skeleton: "w-20" },
  }),
];

/** The columns of the groups; with a list, what a person who may change groups can do to a row. */
export function groupsColumns(editIn?: ListLocation): DataColumn<GroupRow>[] {
  if (!editIn) return READ_COLUMNS;
  return [
    ...READ_COLUMNS,
    helper.display({
      id: "actions",
      header: "Actions",
      cell: ({ row: { original: group } }) => (
        <span className="flex justify-end">
          <IconButton asChild label={`Edit ${group.name}`} tooltip="Edit">
            <ActionLink href={patchLocation(editIn, { edit: group.id })}>
              <Pencil />
            </ActionLink>
          </IconButton>
          <IconButton asChild label={`Delete ${group.name}`} tooltip="Delete" tone="danger">
            <ActionLink href={patchLocation(editIn, { delete: group.id })} data-row-action="delete">
              <Trash2 />
            </ActionLink>
          </IconButton>
        </span>
      ),
      meta: { hiddenHeader: true, className: "md:w-[68px] pl-0 pr-3.5" },
    }),
  ];
}

/** The keys of a group, in the list of keys. */
export function KeysLink({ group, children }: { group: GroupRow; children: string }) {
  return (
    <TextLink
      variant="quiet"
      href={`/provisioning-keys?filter=group:any:${group.id}`}
      prefetch={false}
      aria-label={`Provisioning keys of ${group.name}: ${children}`}
    >
      {children}
    </TextLink>
  );
}

function Clipped({ children, className = "" }: { children: string; className?: string }) {
  return (
    <span className={`block truncate ${className}`} title={children}>
      {children}
    </span>
  );
}
