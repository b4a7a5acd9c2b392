import { Network, SearchX } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import { patchLocation } from "@/components/data-table/list-location";
import { Pagination } from "@/components/data-table/pagination";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { TableScroll } from "@/components/ui/table";
import type { GroupPage } from "@/lib/services/connector-groups/list";
import { GROUPS_PER_PAGE } from "@/lib/services/connector-groups/schema";
import type { GroupsView } from "../search-params";
import { GroupsTable } from "./groups-table";

const NO_CURSOR = { previous: null, next: null, last: null };

type GroupsSectionProps = { view: GroupsView; groups: Promise<GroupPage>; canWrite: boolean };

/** The table with its footer, or what stands in its place when there is no row. */
export async function GroupsSection({ view, groups, canWrite }: GroupsSectionProps) {
  const { rows, total, page, pageCount, perPage } = await groups;
  const { q, sort } = view.input;
  if (total === 0 && q !== "") {
    return (
      <EmptyState
        className="border-t"
        role="status"
        icon={<SearchX />}
        title={`No group matches “${q}”`}
        actions={
          <Button asChild>
            <ActionLink href={patchLocation(view.list, { q: null, page: null, expanded: null })}>
              Clear search
            </ActionLink>
          </Button>
        }
      >
        <p>The search looks at name and location.</p>
      </EmptyState>
    );
  }
  if (total === 0) {
    return (
      <EmptyState
        className="border-t"
        icon={<Network />}
        title="No App Connector Groups yet"
        actions={
          canWrite ? (
            <Button asChild>
              <ActionLink href={patchLocation(view.list, { add: "1" })}>Add the first group</ActionLink>
            </Button>
          ) : null
        }
      >
        <p>
          A group holds the App Connectors of one place and their settings.
          {canWrite ? "" : " An Admin or Owner can add the first one."}
        </p>
      </EmptyState>
    );
  }
  const paging = { total, about: false, estimate: total, page, pageCount, perPage, rowCount: rows.length };
  return (
    <>
      <TableScroll label="App Connector Groups">
        <GroupsTable rows={rows} sort={sort} list={view.list} expanded={view.expanded} canWrite={canWrite} />
      </TableScroll>
      <Pagination list={view.list} paging={{ ...paging, cursor: NO_CURSOR }} perPageOptions={GROUPS_PER_PAGE} />
    </>
  );
}
