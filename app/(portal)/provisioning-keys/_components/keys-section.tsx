import { KeyRound, Plus, SearchX } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import { ALL_ROWS, patchLocation } from "@/components/data-table/list-location";
import { Pagination } from "@/components/data-table/pagination";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { TableScroll } from "@/components/ui/table";
import { can } from "@/lib/auth/permissions";
import type { UserActor } from "@/lib/services/actor";
import { getKeys } from "@/lib/services/provisioning-keys/get";
import type { KeyPage } from "@/lib/services/provisioning-keys/list";
import { PER_PAGE } from "@/lib/services/provisioning-keys/schema";
import type { KeysView } from "../search-params";
import { KeysTable } from "./keys-table";

type KeysSectionProps = { actor: UserActor; view: KeysView; keys: Promise<KeyPage> };

/** The table with its footer, or what stands in its place when there is no row. */
export async function KeysSection({ actor, view, keys }: KeysSectionProps) {
  const { rows, total, about, page, pageCount, perPage } = await keys;
  const canWrite = can(actor.role, "key.write");
  if (total === 0) return view.input.q === "" ? <NoKeys canWrite={canWrite} /> : <NoMatch view={view} />;
  const { expanded } = view;
  const ids = rows.map((row) => row.id).filter((id) => expanded === ALL_ROWS || expanded.includes(id));
  const details = ids.length > 0 ? await getKeys(actor, { ids }) : [];
  return (
    <>
      <TableScroll label="Provisioning keys">
        <KeysTable rows={rows} details={details} sort={view.input.sort} list={view.list} canWrite={canWrite} />
      </TableScroll>
      <Pagination
        list={view.list}
        page={page}
        pageCount={pageCount}
        perPage={perPage}
        perPageOptions={PER_PAGE}
        total={total}
        about={about}
      />
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

function NoMatch({ view }: { view: KeysView }) {
  return (
    <EmptyState
      className="border-t"
      role="status"
      icon={<SearchX />}
      title={`No key matches “${view.input.q}”`}
      actions={
        <Button asChild>
          <ActionLink href={patchLocation(view.list, { q: null, page: null, expanded: null })}>Clear search</ActionLink>
        </Button>
      }
    >
      <p>
        The search looks at name, group and fingerprint
        {[...view.input.q].length < 3 ? "; with fewer than three characters only at how the name begins." : "."}
      </p>
    </EmptyState>
  );
}
