import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { ListHead } from "@/components/data-table/list-head";
import { ListNotices } from "@/components/data-table/list-notices";
import { isWhole } from "@/components/data-table/list-view";
import { LiveDot } from "@/components/live/live-dot";
import { LiveRefresh } from "@/components/live/live-refresh";
import { Button } from "@/components/ui/button";
import { requirePermission } from "@/lib/auth/current-actor";
import { can } from "@/lib/auth/permissions";
import { BULK_BATCH } from "@/lib/services/provisioning-keys/bulk/schema";
import { countMatchingKeys } from "@/lib/services/provisioning-keys/count-matching";
import { nameFilterChoices } from "@/lib/services/provisioning-keys/filters/name-choices";
import { type KeyPage, listKeys } from "@/lib/services/provisioning-keys/list";
import type { ListCount } from "@/lib/table/count";
import { ConnectorTabs } from "../../_components/connector-tabs";
import { loadListFrame } from "../../_components/load-list-frame";
import { KeysBulk } from "../_components/bulk/keys-bulk";
import { KeyDialog } from "../_components/key-dialog";
import { KEY_NOUN } from "../_components/key-filters";
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
  const whole = isWhole(view) ? null : countMatchingKeys(actor, {});
  whole?.catch(() => undefined);
  const frame = await loadListFrame(actor, "provisioning-keys", view);
  // Filters name groups and certificates by id; people know them by name.
  const names = view.input.filters.length > 0 ? await nameFilterChoices(actor, { filters: view.input.filters }) : [];
  const canWrite = can(actor.role, "key.write");
  const { settings, view: selected } = frame.providers;
  return (
    <KeysProviders settings={settings} view={selected} canWrite={canWrite}>
      <ListHead
        title="App Connector Provisioning Keys"
        noun={KEY_NOUN}
        shown={keys}
        whole={whole}
        badge={<LiveDot />}
        actions={
          <>
            <Button asChild variant="quiet">
              <Link href="/provisioning-keys/deleted" prefetch={false}>
                Deleted keys
              </Link>
            </Button>
            <Button asChild variant="quiet">
              <Link href="/provisioning-keys/check">Check a key</Link>
            </Button>
          </>
        }
      />
      <ConnectorTabs role={actor.role} current="provisioning-keys" />
      <KeysToolbar {...frame.toolbar} choices={{ group: names, certificate: names }} canWrite={canWrite} />
      <ListNotices dropped={view.dropped} active={frame.active} />
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
