import type { Metadata } from "next";
import { Suspense } from "react";
import { ListHead } from "@/components/data-table/list-head";
import { ListNotices } from "@/components/data-table/list-notices";
import { ListSection } from "@/components/data-table/list-section";
import { isWhole, pickExpanded } from "@/components/data-table/list-view";
import { LiveDot } from "@/components/live/live-dot";
import { LiveRefresh } from "@/components/live/live-refresh";
import { requirePermission } from "@/lib/auth/current-actor";
import { can } from "@/lib/auth/permissions";
import { COUNTRY_NAMES } from "@/lib/geo/countries";
import { GROUP_FILTERS } from "@/lib/services/connector-groups/group-filters";
import { countGroups, listGroups } from "@/lib/services/connector-groups/list";
import type { Params } from "@/lib/table/list";
import { ConnectorTabs } from "../_components/connector-tabs";
import { loadListFrame } from "../_components/load-list-frame";
import { pagesFor } from "../_components/pages-for";
import { GroupDialog } from "./_components/group-dialog";
import { GROUP_NOUN } from "./_components/groups-offers";
import { GroupsProviders } from "./_components/groups-providers";
import { GroupsSkeleton } from "./_components/groups-skeleton";
import { GroupsTable } from "./_components/groups-table";
import { GroupsToolbar } from "./_components/groups-toolbar";
import { NoGroups } from "./_components/no-groups";
import { parseGroupsView } from "./search-params";

export const metadata: Metadata = { title: "App Connector Groups" };

export default async function Page({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requirePermission("group.read");
  const view = parseGroupsView(await searchParams);
  const renderedAt = Date.now();
  const groups = listGroups(actor, view.input);
  // Whoever awaits it hears of a failure; until then it must not count as one that nobody looks at.
  groups.catch(() => undefined);
  const whole = isWhole(view) ? null : countGroups(actor, {});
  whole?.catch(() => undefined);
  const { providers, toolbar, active } = await loadListFrame(actor, "connector-groups", view);
  const canWrite = can(actor.role, "group.write");
  const hasConnectors = pagesFor(actor.role).includes("connectors");
  const countries = nameCountries(view.input.filters);
  return (
    <GroupsProviders settings={providers.settings} view={providers.view}>
      <ListHead title="App Connector Groups" noun={GROUP_NOUN} shown={groups} whole={whole} badge={<LiveDot />} />
      <ConnectorTabs role={actor.role} current="connector-groups" />
      <GroupsToolbar {...toolbar} choices={{ country: countries }} canWrite={canWrite} />
      <ListNotices dropped={view.dropped} active={active} />
      <LiveRefresh resource="connector_groups" renderedAt={renderedAt} />
      <Suspense fallback={<GroupsSkeleton canWrite={canWrite} />}>
        <ListSection
          label="App Connector Groups"
          page={groups}
          view={view}
          noun={GROUP_NOUN}
          columns={GROUP_FILTERS}
          names={countries}
          searchNote="The search looks at name, location and description."
          empty={<NoGroups list={view.list} canWrite={canWrite} />}
        >
          {(rows) => (
            <GroupsTable
              rows={rows}
              list={view.list}
              sort={view.input.sort}
              expanded={pickExpanded(
                view,
                rows.map(({ id }) => id),
              )}
              canWrite={canWrite}
              hasConnectors={hasConnectors}
            />
          )}
        </ListSection>
      </Suspense>
      {view.dialog ? (
        <Suspense>
          <GroupDialog actor={actor} dialog={view.dialog} />
        </Suspense>
      ) : null}
    </GroupsProviders>
  );
}

/** What the countries that filters name are called: people do not read codes. */
function nameCountries(filters: ReturnType<typeof parseGroupsView>["input"]["filters"]) {
  const codes = filters.flatMap((filter) =>
    filter.column === "country" && (filter.op === "any" || filter.op === "none") ? filter.value : [],
  );
  return codes.map((value) => ({ value, label: COUNTRY_NAMES.get(value) ?? value }));
}
