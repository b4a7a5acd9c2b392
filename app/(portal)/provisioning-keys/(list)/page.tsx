import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Suspense } from "react";
import { DroppedNotice } from "@/components/data-table/filter-bar/dropped-notice";
import { ALL_ROWS } from "@/components/data-table/list-location";
import { LiveDot } from "@/components/live/live-dot";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHead } from "@/components/page-head";
import { requirePermission } from "@/lib/auth/current-actor";
import { can } from "@/lib/auth/permissions";
import { BULK_BATCH } from "@/lib/services/provisioning-keys/bulk/schema";
import { countMatchingKeys } from "@/lib/services/provisioning-keys/count-matching";
import { nameFilterChoices } from "@/lib/services/provisioning-keys/filters/name-choices";
import { type KeyPage, listKeys } from "@/lib/services/provisioning-keys/list";
import { SEARCH_MAX_LENGTH } from "@/lib/services/provisioning-keys/schema";
import { listSavedFilters } from "@/lib/services/saved-filters/list";
import { getTableSettings } from "@/lib/services/table-settings/get";
import type { ListCount } from "@/lib/table/count";
import { KeysBulk } from "../_components/bulk/keys-bulk";
import { KeyDialog } from "../_components/key-dialog";
import { FILTERS_COOKIE } from "../_components/key-filters";
import { KeysCount } from "../_components/keys-count";
import { KeysProviders } from "../_components/keys-providers";
import { KeysSection } from "../_components/keys-section";
import { KeysSkeleton } from "../_components/keys-skeleton";
import { KeysToolbar } from "../_components/keys-toolbar";
import { parseKeysView } from "../search-params";

export const metadata: Metadata = { title: "App Connector Provisioning Keys" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: PageProps) {
  const actor = await requirePermission("key.read");
  const view = parseKeysView(await searchParams);
  const renderedAt = Date.now();
  const keys = listKeys(actor, view.input);
  // Whoever awaits it hears of a failure; until then it must not count as one that nobody looks at.
  keys.catch(() => undefined);
  const isNarrowed = view.input.q !== "" || view.input.filters.length > 0;
  const whole = isNarrowed ? countMatchingKeys(actor, {}) : null;
  whole?.catch(() => undefined);
  const resource = "provisioning-keys";
  const [saved, settings] = await Promise.all([
    listSavedFilters(actor, { resource }),
    getTableSettings(actor, { resource }),
  ]);
  const active = saved.find(({ id }) => id === view.saved);
  // Filters name groups and certificates by id; people know them by name.
  const names = view.input.filters.length > 0 ? await nameFilterChoices(actor, { filters: view.input.filters }) : [];
  const filtersShown = (await cookies()).get(FILTERS_COOKIE)?.value !== "hidden";
  const canWrite = can(actor.role, "key.write");
  return (
    <KeysProviders settings={settings} view={JSON.stringify([view.input.q, view.input.filters])} canWrite={canWrite}>
      <PageHead
        title="App Connector Provisioning Keys"
        badge={
          <>
            <Suspense>
              <KeysCount shown={keys} whole={whole} />
            </Suspense>
            <LiveDot />
          </>
        }
      />
      <KeysToolbar
        list={view.list}
        q={view.input.q}
        maxLength={SEARCH_MAX_LENGTH}
        filters={view.input.filters}
        choices={{ group: names, certificate: names }}
        saved={saved}
        savedId={active?.id ?? null}
        filtersShown={filtersShown}
        allExpanded={view.expanded === ALL_ROWS}
        canWrite={canWrite}
      />
      <DroppedNotice title="Part of the address was left out." dropped={view.dropped} />
      {active ? (
        <DroppedNotice title={`Part of “${active.name}” is gone and was left out.`} dropped={active.dropped} />
      ) : null}
      <LiveRefresh resource="provisioning_keys" renderedAt={renderedAt} />
      <Suspense fallback={<KeysSkeleton canWrite={canWrite} />}>
        <KeysSection actor={actor} view={view} names={names} keys={keys} />
      </Suspense>
      {canWrite ? (
        <KeysBulk q={view.input.q} filters={view.input.filters} matching={readCount(keys)} batch={BULK_BATCH} />
      ) : null}
      {view.dialog ? (
        <Suspense>
          <KeyDialog actor={actor} dialog={view.dialog} />
        </Suspense>
      ) : null}
    </KeysProviders>
  );
}

/** In: the page of keys. Out: how many match; where all are on the page, how many of them can be selected; null when unknown. */
async function readCount(keys: Promise<KeyPage>): Promise<ListCount | null> {
  const page = await keys.catch(() => null);
  if (!page) return null;
  const { rows, total, about, estimate } = page;
  if (rows.length !== total) return { total, about, estimate };
  const selectable = rows.filter((row) => row.managedBy === null).length;
  return { total: selectable, about: false, estimate: selectable };
}
