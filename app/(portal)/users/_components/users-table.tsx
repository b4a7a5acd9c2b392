"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/features";
import type { ListLocation } from "@/components/data-table/list-location";
import { AbsoluteTime, RelativeTime } from "@/components/relative-time";
import { Pill } from "@/components/ui/badge";
import { KeyValues } from "@/components/ui/card";
import { formatNumber } from "@/lib/format/number";
import type { PersonRow } from "@/lib/services/users/list";
import { ROLE_LABELS } from "../../_components/pages-for";
import { PersonActions } from "./person-actions";

const STATUS = {
  active: { label: "Active", tone: "ok" },
  invited: { label: "Invited", tone: "info" },
  invite_expired: { label: "Invite expired", tone: "warn" },
  disabled: { label: "Disabled", tone: "plain" },
} as const;

const helper = createColumnHelper<DataTableFeatures, PersonRow>();

/** The columns of the users table. In: the id of whoever looks at it. */
export function columnsFor(ownId: string): DataColumn<PersonRow>[] {
  return [
    helper.display({
      id: "name",
      header: "Name",
      cell: ({ row: { original: person } }) => (
        <span className="block truncate font-medium" title={person.name ?? undefined}>
          {person.name ?? <span className="text-fg-3">Not accepted yet</span>}
          {person.id === ownId ? <span className="font-normal text-fg-3"> · you</span> : null}
        </span>
      ),
      meta: { sort: "name", area: "title", pinned: true },
    }),
    helper.display({
      id: "email",
      header: "Email",
      cell: ({ row }) => (
        <span className="block truncate" title={row.original.email}>
          {row.original.email}
        </span>
      ),
      meta: { sort: "email", area: "text" },
    }),
    helper.display({
      id: "role",
      header: "Role",
      cell: ({ row }) => ROLE_LABELS[row.original.role],
      meta: { sort: "role", area: "note" },
    }),
    helper.display({
      id: "status",
      header: "Status",
      cell: ({ row }) => {
        const { label, tone } = STATUS[row.original.status];
        return <Pill tone={tone}>{label}</Pill>;
      },
      meta: { sort: "status", area: "body" },
    }),
    helper.display({
      id: "sessions",
      header: "Sessions",
      cell: ({ row }) => formatNumber(row.original.sessions),
      meta: { sort: "sessions", numeric: true },
    }),
    helper.display({
      id: "lastSeen",
      header: "Last seen",
      cell: ({ row }) => <RelativeTime at={row.original.lastSeenAt} className="whitespace-nowrap text-fg-2" />,
      meta: { sort: "lastSeen" },
    }),
    helper.display({
      id: "actions",
      header: "Actions",
      cell: ({ row }) => <PersonActions person={row.original} isSelf={row.original.id === ownId} />,
      meta: { area: "side", hiddenHeader: true, className: "md:w-[68px] pl-0 pr-3.5" },
    }),
  ];
}

type UsersTableProps = {
  people: PersonRow[];
  list: ListLocation;
  sort: string;
  expanded: readonly string[];
  ownId: string;
};

/** Users and open invites, with what can be done to each. */
export function UsersTable({ people, list, sort, expanded, ownId }: UsersTableProps) {
  // The same columns each time: others would be other cells, and an open dialog of a row would be gone.
  const columns = useMemo(() => columnsFor(ownId), [ownId]);
  return (
    <DataTable
      caption="Users"
      columns={columns}
      rows={people}
      rowId={({ id }) => id}
      rowName={({ name, email }) => name ?? email}
      list={list}
      sort={sort}
      expanded={expanded}
      renderDetail={(person) => <PersonDetails person={person} />}
    />
  );
}

function PersonDetails({ person }: { person: PersonRow }) {
  return (
    <section>
      <h2>{person.kind === "user" ? "Account" : "Invite"}</h2>
      <KeyValues>
        <dt>Email</dt>
        <dd>{person.email}</dd>
        <dt>{person.kind === "user" ? "Created" : "Sent"}</dt>
        <dd>
          <AbsoluteTime at={person.createdAt} />
        </dd>
        {person.invitedBy ? (
          <>
            <dt>Invited by</dt>
            <dd>{person.invitedBy}</dd>
            <dt>Link until</dt>
            <dd>{person.expiresAt ? <AbsoluteTime at={person.expiresAt} /> : null}</dd>
          </>
        ) : null}
      </KeyValues>
    </section>
  );
}
