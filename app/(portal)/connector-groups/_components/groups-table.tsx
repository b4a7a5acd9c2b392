"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { RowVerb } from "@/components/data-table/keyboard/table-keys";
import type { ListLocation } from "@/components/data-table/list-location";
import type { GroupRow } from "@/lib/services/connector-groups/group-row";
import { GroupDetails } from "./group-details";
import { GROUPS_CAPTION, groupsColumns } from "./groups-columns";

type GroupsTableProps = {
  rows: GroupRow[];
  sort: string;
  list: ListLocation;
  expanded: readonly string[];
  canWrite: boolean;
  /** Whether there is a list of connectors to lead to. */
  hasConnectors: boolean;
};

const VERBS: readonly RowVerb[] = [{ keys: "Delete", label: "Delete the group", action: "delete" }];

/** The App Connector Groups; an expanded row has all the settings of its group. */
export function GroupsTable({ rows, sort, list, expanded, canWrite, hasConnectors }: GroupsTableProps) {
  const columns = useMemo(
    () => groupsColumns({ editIn: canWrite ? list : undefined, hasConnectors }),
    [canWrite, hasConnectors, list],
  );
  return (
    <DataTable
      caption={GROUPS_CAPTION}
      columns={columns}
      rows={rows}
      rowId={(group) => group.id}
      rowName={(group) => group.name}
      list={list}
      sort={sort}
      expanded={expanded}
      renderDetail={(group) => <GroupDetails {...{ group, list, canWrite, hasConnectors }} />}
      {...(canWrite && { verbs: VERBS })}
    />
  );
}
