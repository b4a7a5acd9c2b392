"use client";

import { ListSkeleton } from "@/components/data-table/list-skeleton";
import { GROUPS_CAPTION, groupsColumns } from "./groups-columns";

const ANYWHERE = { path: "/connector-groups", search: "" };

/** In place of the groups while they load. */
export function GroupsSkeleton({ canWrite }: { canWrite: boolean }) {
  return (
    <ListSkeleton
      label="App Connector Groups"
      caption={GROUPS_CAPTION}
      columns={groupsColumns({ editIn: canWrite ? ANYWHERE : undefined })}
    />
  );
}
