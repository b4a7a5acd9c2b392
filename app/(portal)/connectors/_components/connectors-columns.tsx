"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { Clipped } from "@/components/data-table/clipped";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/features";
import type { ListLocation } from "@/components/data-table/list-location";
import { AbsoluteTime, RelativeTime } from "@/components/relative-time";
import { StatusBadge } from "@/components/status-badge";
import { TextLink } from "@/components/ui/text-link";
import type { ConnectorRow } from "@/lib/services/connectors/connector-row";
import { groupHref, keyHref } from "../../_components/entity-links";
import { ConnectorActions } from "./connector-actions";

export const CONNECTORS_CAPTION = "App Connectors";

const helper = createColumnHelper<DataTableFeatures, ConnectorRow>();

const READ_COLUMNS: DataColumn<ConnectorRow>[] = [
  helper.display({
    id: "name",
    header: "Name",
    cell: ({ row }) => <Clipped className="font-medium">{row.original.name}</Clipped>,
    meta: { sort: "name", pinned: true, area: "title", skeleton: "w-36 max-md:my-1.5" },
  }),
  helper.display({
    id: "group",
    header: "App Connector Group",
    cell: ({ row: { original: connector } }) => (
      <Linked href={groupHref({ id: connector.groupId, name: connector.groupName })}>{connector.groupName}</Linked>
    ),
    meta: { sort: "group", area: "text", skeleton: "w-28 max-md:my-1.5" },
  }),
  helper.display({
    id: "key",
    header: "Provisioning key",
    cell: ({ row: { original: connector } }) =>
      connector.isKeyDeleted ? (
        <Clipped className="text-fg-3">{connector.keyName}</Clipped>
      ) : (
        <Linked href={keyHref({ id: connector.keyId })}>{connector.keyName}</Linked>
      ),
    meta: { sort: "key", skeleton: "w-24" },
  }),
  helper.display({
    id: "status",
    header: () => (
      <>
        Connection
        <br />
        status
      </>
    ),
    cell: ({ row }) => <ConnectorStatusBadge connector={row.original} />,
    meta: { sort: "status", area: "side", skeleton: "w-20 max-md:my-1.5" },
  }),
  helper.display({
    id: "enabled",
    header: "Enabled",
    cell: ({ row }) => (row.original.enabled ? "Yes" : <span className="text-fg-3">No</span>),
    meta: { sort: "enabled", skeleton: "w-8" },
  }),
  helper.display({
    id: "version",
    header: () => (
      <>
        Software
        <br />
        version
      </>
    ),
    cell: ({ row }) => <Unknown>{row.original.softwareVersion}</Unknown>,
    meta: { sort: "version", skeleton: "w-12" },
  }),
  helper.display({
    id: "lastSeen",
    header: "Last seen",
    cell: ({ row }) => <RelativeTime at={row.original.lastSeenAt} className="whitespace-nowrap text-fg-2" />,
    meta: { sort: "lastSeen", area: "note", skeleton: "w-16" },
  }),
  helper.display({
    id: "certificate",
    header: () => (
      <>
        Certificate
        <br />
        expiry
      </>
    ),
    cell: ({ row: { original: connector } }) =>
      connector.certificateNotAfter === null ? (
        <span className="text-fg-3">None</span>
      ) : (
        <AbsoluteTime at={connector.certificateNotAfter} dateOnly className="whitespace-nowrap text-fg-2" />
      ),
    meta: { sort: "certificate", skeleton: "w-20" },
  }),
  helper.display({
    id: "platform",
    header: "Platform",
    cell: ({ row }) => <Unknown>{row.original.platform}</Unknown>,
    meta: { sort: "platform", skeleton: "w-20" },
  }),
  helper.display({
    id: "publicIp",
    header: "Public IP",
    cell: ({ row }) => <Unknown>{row.original.publicIp}</Unknown>,
    meta: { skeleton: "w-20" },
  }),
  helper.display({
    id: "enrolled",
    header: "Enrolled",
    cell: ({ row }) => <AbsoluteTime at={row.original.enrolledAt} className="whitespace-nowrap text-fg-2" />,
    meta: { sort: "enrolled", skeleton: "w-24" },
  }),
];

/** The columns of the connectors. In: the list, where the person may change connectors. */
export function connectorsColumns(editIn: ListLocation | undefined): DataColumn<ConnectorRow>[] {
  if (!editIn) return READ_COLUMNS;
  return [
    ...READ_COLUMNS,
    helper.display({
      id: "actions",
      header: "Actions",
      cell: ({ row }) => <ConnectorActions connector={row.original} list={editIn} />,
      meta: { hiddenHeader: true, className: "md:w-[130px] pl-0 pr-3.5" },
    }),
  ];
}

/** The status, and who switched a disabled one off. */
function ConnectorStatusBadge({ connector }: { connector: ConnectorRow }) {
  const { status, disabledBy } = connector;
  return (
    <StatusBadge
      status={status}
      {...(status === "disabled" && {
        detail:
          disabledBy === "group"
            ? `Its group ${connector.groupName} is disabled`
            : "The App Connector is disabled: it is refused until it is enabled",
      })}
    />
  );
}

function Unknown({ children }: { children: string | null }) {
  return children === null ? <span className="text-fg-3">Unknown</span> : <Clipped>{children}</Clipped>;
}

function Linked({ href, children }: { href: string; children: string }) {
  return (
    <TextLink variant="quiet" href={href} prefetch={false} className="block truncate" title={children}>
      {children}
    </TextLink>
  );
}
