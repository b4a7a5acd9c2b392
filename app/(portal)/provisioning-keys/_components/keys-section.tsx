import { KeyRound, Plus, SearchX } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import { clearedHref } from "@/components/data-table/filter-bar/location";
import { type Choice, describeFilter } from "@/components/data-table/filter-bar/words";
import { ALL_ROWS, patchLocation } from "@/components/data-table/list-location";
import { Pagination } from "@/components/data-table/pagination";
import { EmptyState } from "@/components/empty-state";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TableScroll } from "@/components/ui/table";
import { can } from "@/lib/auth/permissions";
import type { UserActor } from "@/lib/services/actor";
import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import { getKeys } from "@/lib/services/provisioning-keys/get";
import type { KeyPage } from "@/lib/services/provisioning-keys/list";
import { PER_PAGE } from "@/lib/services/provisioning-keys/schema";
import type { KeysView } from "../search-params";
import { KeysTable } from "./keys-table";

type KeysSectionProps = {
  actor: UserActor;
  view: KeysView;
  /** Names of what filters mention by id. */
  names: readonly Choice[];
  keys: Promise<KeyPage>;
};

/** The table with its footer, or what stands in its place when there is no row. */
export async function KeysSection({ actor, view, names, keys }: KeysSectionProps) {
  const { rows, ...place } = await keys;
  const canWrite = can(actor.role, "key.write");
  if (place.total === 0) {
    const isWhole = view.input.q === "" && view.input.filters.length === 0;
    return isWhole ? <NoKeys canWrite={canWrite} /> : <NoMatch view={view} names={names} />;
  }
  const { expanded } = view;
  const ids = rows.map((row) => row.id).filter((id) => expanded === ALL_ROWS || expanded.includes(id));
  const details = ids.length > 0 ? await getKeys(actor, { ids }) : [];
  // A place in another order, or one whose rows are gone.
  const isPlaceGone = view.input.cursor !== null && place.page !== 0;
  return (
    <>
      {isPlaceGone ? (
        <Banner tone="plain" role="status" className="mx-(--gutter) mb-2.5 shrink-0">
          The place the address names is no longer in this list. This is its beginning.
        </Banner>
      ) : null}
      <TableScroll label="Provisioning keys">
        <KeysTable rows={rows} details={details} sort={view.input.sort} list={view.list} canWrite={canWrite} />
      </TableScroll>
      <Pagination list={view.list} paging={{ ...place, rowCount: rows.length }} perPageOptions={PER_PAGE} />
    </>
  );
}

function NoKeys({ canWrite }: { canWrite: boolean }) {
  return (
    <EmptyState
      className="border-t"
      icon={<KeyRound />}
      title="No provisioning keys yet"
      actions={
        canWrite ? (
          <Button asChild variant="primary" icon={<Plus />}>
            <ActionLink href="/provisioning-keys/new">Add provisioning key</ActionLink>
          </Button>
        ) : null
      }
    >
      <p>
        A key lets App Connectors enroll into one group, up to a number you set.
        {canWrite ? "" : " An Admin or Owner can add the first one."}
      </p>
    </EmptyState>
  );
}

function NoMatch({ view, names }: { view: KeysView; names: readonly Choice[] }) {
  const { q, filters } = view.input;
  const words = filters.map((filter) => describeFilter(filter, KEY_FILTERS, names));
  return (
    <EmptyState
      className="border-t"
      role="status"
      icon={<SearchX />}
      title={
        q === "" ? "No key matches the filters" : `No key matches “${q}”${filters.length > 0 ? " and the filters" : ""}`
      }
      actions={
        <>
          {filters.length > 0 ? (
            <Button asChild>
              <ActionLink href={clearedHref(view.list)}>Clear filters</ActionLink>
            </Button>
          ) : null}
          {q === "" ? null : (
            <Button asChild>
              <ActionLink href={patchLocation(view.list, { q: null, page: null, expanded: null })}>
                Clear search
              </ActionLink>
            </Button>
          )}
        </>
      }
    >
      {words.length > 0 ? <p className="[overflow-wrap:anywhere]">{words.join(" · ")}</p> : null}
      {q === "" ? null : (
        <p>
          The search looks at name, group and fingerprint
          {[...q].length < 3 ? "; with fewer than three characters only at how the name begins." : "."}
        </p>
      )}
    </EmptyState>
  );
}
