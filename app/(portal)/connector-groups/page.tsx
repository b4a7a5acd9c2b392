import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ActionLink } from "@/components/data-table/action-link";
import { ColumnsButton } from "@/components/data-table/columns/columns-button";
import { DensityButton } from "@/components/data-table/columns/density-button";
import { patchLocation } from "@/components/data-table/list-location";
import { SearchBox } from "@/components/data-table/search-box";
import { LiveDot } from "@/components/live/live-dot";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHead } from "@/components/page-head";
import { Button } from "@/components/ui/button";
import { requirePermission } from "@/lib/auth/current-actor";
import { can } from "@/lib/auth/permissions";
import { listGroups } from "@/lib/services/connector-groups/list";
import { GROUP_SEARCH_MAX_LENGTH } from "@/lib/services/connector-groups/schema";
import { getTableSettings } from "@/lib/services/table-settings/get";
import { GroupDialog } from "./_components/group-dialog";
import { GroupsProviders } from "./_components/groups-providers";
import { GroupsSection } from "./_components/groups-section";
import { GroupsSkeleton } from "./_components/groups-skeleton";
import { parseGroupsView } from "./search-params";

export const metadata: Metadata = { title: "App Connector Groups" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: PageProps) {
  const actor = await requirePermission("group.read");
  const view = parseGroupsView(await searchParams);
  const renderedAt = Date.now();
  const groups = listGroups(actor, view.input);
  // Whoever awaits it hears of a failure; until then it must not count as one that nobody looks at.
  groups.catch(() => undefined);
  const settings = await getTableSettings(actor, { resource: "connector-groups" });
  const canWrite = can(actor.role, "group.write");
  return (
    <GroupsProviders settings={settings}>
      <PageHead title="App Connector Groups" badge={<LiveDot />} />
      <div className="flex shrink-0 items-center gap-2 px-(--gutter) pt-1 pb-3.5 max-md:flex-wrap">
        {canWrite ? (
          <Button asChild variant="primary" icon={<Plus />}>
            <ActionLink href={patchLocation(view.list, { add: "1" })}>Add group</ActionLink>
          </Button>
        ) : null}
        <SearchBox
          label="Search by name or location"
          value={view.input.q}
          list={view.list}
          maxLength={GROUP_SEARCH_MAX_LENGTH}
          className="w-56 max-md:w-auto max-md:flex-1"
        />
        <span className="ml-auto flex items-center gap-0.5 max-md:hidden">
          <ColumnsButton />
          <DensityButton />
        </span>
      </div>
      <LiveRefresh resource="connector_groups" renderedAt={renderedAt} />
      <Suspense fallback={<GroupsSkeleton />}>
        <GroupsSection view={view} groups={groups} canWrite={canWrite} />
      </Suspense>
      {view.dialog ? (
        <Suspense>
          <GroupDialog actor={actor} dialog={view.dialog} />
        </Suspense>
      ) : null}
    </GroupsProviders>
  );
}
