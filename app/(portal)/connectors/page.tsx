import type { Metadata } from "next";
import { Suspense } from "react";
import { ActionLink } from "@/components/data-table/action-link";
import { ListHead } from "@/components/data-table/list-head";
import { patchLocation } from "@/components/data-table/list-location";
import { ListNotices } from "@/components/data-table/list-notices";
import { ListSection } from "@/components/data-table/list-section";
import { isWhole, pickExpanded } from "@/components/data-table/list-view";
import { LiveDot } from "@/components/live/live-dot";
import { LiveRefresh } from "@/components/live/live-refresh";
import { Button } from "@/components/ui/button";
import { requirePermission } from "@/lib/auth/current-actor";
import { can } from "@/lib/auth/permissions";
import { CONNECTOR_FILTERS } from "@/lib/services/connectors/connector-filters";
import { countConnectors, listConnectors } from "@/lib/services/connectors/list";
import { nameConnectorChoices } from "@/lib/services/connectors/name-choices";
import type { Params } from "@/lib/table/list";
import { ConnectorTabs } from "../_components/connector-tabs";
import { loadListFrame } from "../_components/load-list-frame";
import { ConnectorDialog } from "./_components/connector-dialog";
import { CONNECTOR_NOUN } from "./_components/connectors-offers";
import { ConnectorsProviders } from "./_components/connectors-providers";
import { ConnectorsSkeleton } from "./_components/connectors-skeleton";
import { ConnectorsTable } from "./_components/connectors-table";
import { ConnectorsToolbar } from "./_components/connectors-toolbar";
import { NoConnectors } from "./_components/no-connectors";
import { parseConnectorsView } from "./search-params";

export const metadata: Metadata = { title: "App Connectors" };

export default async function Page({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requirePermission("connector.read");
  const view = parseConnectorsView(await searchParams);
  const renderedAt = Date.now();
  const connectors = listConnectors(actor, view.input);
  // Whoever awaits it hears of a failure; until then it must not count as one that nobody looks at.
  connectors.catch(() => undefined);
  const whole = isWhole(view) ? null : countConnectors(actor, {});
  whole?.catch(() => undefined);
  const { q, filters } = view.input;
  const [{ providers, toolbar, active }, names] = await Promise.all([
    loadListFrame(actor, "connectors", view),
    // Filters name groups and keys by id; people know them by name.
    filters.length > 0 ? nameConnectorChoices(actor, { q, filters }) : [],
  ]);
  const canWrite = can(actor.role, "connector.write");
  return (
    <ConnectorsProviders settings={providers.settings} view={providers.view}>
      <ListHead
        title="App Connectors"
        noun={CONNECTOR_NOUN}
        shown={connectors}
        whole={whole}
        badge={<LiveDot />}
        actions={
          canWrite ? (
            <Button asChild variant="quiet">
              <ActionLink href={patchLocation(view.list, { cleanup: "1" })}>Delete disconnected…</ActionLink>
            </Button>
          ) : null
        }
      />
      <ConnectorTabs role={actor.role} current="connectors" />
      <ConnectorsToolbar {...toolbar} choices={{ group: names, key: names }} canAdd={can(actor.role, "key.write")} />
      <ListNotices dropped={view.dropped} active={active} />
      <LiveRefresh resource="connectors" renderedAt={renderedAt} />
      <Suspense fallback={<ConnectorsSkeleton canWrite={canWrite} />}>
        <ListSection
          label="App Connectors"
          page={connectors}
          view={view}
          noun={CONNECTOR_NOUN}
          columns={CONNECTOR_FILTERS}
          names={names}
          searchNote="The search looks at name, host name and IP addresses."
          empty={<NoConnectors canAdd={can(actor.role, "key.write")} />}
        >
          {(rows) => (
            <ConnectorsTable
              rows={rows}
              list={view.list}
              sort={view.input.sort}
              expanded={pickExpanded(
                view,
                rows.map(({ id }) => id),
              )}
              canWrite={canWrite}
            />
          )}
        </ListSection>
      </Suspense>
      {view.dialog ? (
        <Suspense>
          <ConnectorDialog actor={actor} dialog={view.dialog} />
        </Suspense>
      ) : null}
    </ConnectorsProviders>
  );
}
