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
import { DELETED_KEY_FILTERS } from "@/lib/services/deleted-keys/deleted-key-filters";
import { countDeletedKeys, listDeletedKeys } from "@/lib/services/deleted-keys/list";
import type { Params } from "@/lib/table/list";
import { ConnectorTabs } from "../../_components/connector-tabs";
import { loadListFrame } from "../../_components/load-list-frame";
import { DeletedKeyDialog } from "./_components/deleted-key-dialog";
import { DeletedKeysProviders } from "./_components/deleted-keys-providers";
import { DeletedKeysSkeleton } from "./_components/deleted-keys-skeleton";
import { DeletedKeysTable } from "./_components/deleted-keys-table";
import { DELETED_KEY_NOUN, DeletedKeysToolbar } from "./_components/deleted-keys-toolbar";
import { NoDeletedKeys } from "./_components/no-deleted-keys";
import { parseDeletedKeysView } from "./search-params";

export const metadata: Metadata = { title: "Deleted provisioning keys" };

export default async function Page({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requirePermission("key.read");
  const view = parseDeletedKeysView(await searchParams);
  const renderedAt = Date.now();
  const keys = listDeletedKeys(actor, view.input);
  // Whoever awaits it hears of a failure; until then it must not count as one that nobody looks at.
  keys.catch(() => undefined);
  const whole = isWhole(view) ? null : countDeletedKeys(actor, {});
  whole?.catch(() => undefined);
  const { providers, toolbar, active } = await loadListFrame(actor, "deleted-keys", view);
  const canWrite = can(actor.role, "key.write");
  return (
    <DeletedKeysProviders settings={providers.settings} view={providers.view}>
      <ListHead
        title="Deleted provisioning keys"
        noun={DELETED_KEY_NOUN}
        shown={keys}
        whole={whole}
        badge={<LiveDot />}
      />
      <ConnectorTabs role={actor.role} current="provisioning-keys" />
      <DeletedKeysToolbar {...toolbar} />
      <ListNotices dropped={view.dropped} active={active} />
      <LiveRefresh resource="provisioning_keys" renderedAt={renderedAt} />
      <Suspense fallback={<DeletedKeysSkeleton canWrite={canWrite} />}>
        <ListSection
          label="Deleted provisioning keys"
          page={keys}
          view={view}
          noun={DELETED_KEY_NOUN}
          columns={DELETED_KEY_FILTERS}
          searchNote="The search looks at name, group and fingerprint."
          empty={<NoDeletedKeys />}
        >
          {(rows) => (
            <DeletedKeysTable
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
          <DeletedKeyDialog actor={actor} dialog={view.dialog} />
        </Suspense>
      ) : null}
    </DeletedKeysProviders>
  );
}
