"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { Clipped } from "@/components/data-table/clipped";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/features";
import type { ListLocation } from "@/components/data-table/list-location";
import { AbsoluteTime, RelativeTime } from "@/components/relative-time";
import { StatusBadge } from "@/components/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { formatNumber } from "@/lib/format/number";
import type { GroupRow } from "@/lib/services/connector-groups/group-row";
import { DNS_WORDS, VERSION_PROFILE_WORDS } from "../../_components/group-fields/group-words";
import { GroupActions } from "./group-actions";
import { connectorsHref, keysHref } from "./group-links";

export const GROUPS_CAPTION = "App Connector Groups";

const helper = createColumnHelper<DataTableFeatures, GroupRow>();

const readColumns = (hasConnectors: boolean): DataColumn<GroupRow>[] => [
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
    cell: ({ row: { original: group } }) => (
      <CountLink
        count={group.connectors}
        href={hasConnectors ? connectorsHref(group.id) : undefined}
        label={`App Connectors of ${group.name}`}
      />
    ),
    meta: { sort: "connectors", numeric: true, skeleton: "w-8" },
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
    cell: ({ row: { original: group } }) => (
      <>
        <CountLink count={group.keys} href={keysHref(group.id)} label={`Provisioning keys of ${group.name}`} />
        <span className="md:hidden">{group.keys === 1 ? " key" : " keys"}</span>
      </>
    ),
    meta: { sort: "keys", numeric: true, area: "note", skeleton: "w-8" },
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
    meta: { sort: "nextUpdate", skeleton: "w-28" },
  }),
  helper.display({
    id: "created",
    header: "Created",
    cell: ({ row }) => <AbsoluteTime at={row.original.createdAt} className="whitespace-nowrap text-fg-2" />,
    meta: { sort: "created", skeleton: "w-24" },
  }),
  helper.display({
    id: "changed",
    header: "Changed",
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} className="whitespace-nowrap text-fg-2" />,
    meta: { sort: "changed", skeleton: "w-20" },
  }),
  helper.display({
    id: "dns",
    header: "DNS resolution",
    cell: ({ row }) => DNS_WORDS[row.original.dnsResolution],
    meta: { sort: "dns", skeleton: "w-20" },
  }),
];

type ColumnsFor = {
  /** With a list: what a person who may change groups can do to a row. */
  editIn?: ListLocation | undefined;
  /** Whether there is a list of connectors to lead to. */
  hasConnectors?: boolean;
};

/** The columns of the groups. */
export function groupsColumns({ editIn, hasConnectors = false }: ColumnsFor): DataColumn<GroupRow>[] {
  if (!editIn) return readColumns(hasConnectors);
  return [
    ...readColumns(hasConnectors),
    helper.display({
      id: "actions",
      header: "Actions",
      cell: ({ row }) => <GroupActions group={row.original} list={editIn} />,
      meta: { hiddenHeader: true, className: "md:w-[102px] pl-0 pr-3.5" },
    }),
  ];
}

type CountLinkProps = { count: number; href: string | undefined; label: string };

/** How many there are, as the way to them in their own list. */
function CountLink({ count, href, label }: CountLinkProps) {
  if (count === 0 || href === undefined) return formatNumber(count);
  return (
    <TextLink variant="quiet" href={href} prefetch={false} aria-label={`${label}: ${formatNumber(count)}`}>
      {formatNumber(count)}
    </TextLink>
  );
}
