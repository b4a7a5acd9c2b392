import { KeyRound, Plus } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import type { Choice } from "@/components/data-table/filter-bar/words";
import { ListSection } from "@/components/data-table/list-section";
import { pickExpanded } from "@/components/data-table/list-view";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { can } from "@/lib/auth/permissions";
import type { UserActor } from "@/lib/services/actor";
import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import { getKeys } from "@/lib/services/provisioning-keys/get";
import type { KeyPage } from "@/lib/services/provisioning-keys/list";
import type { KeysView } from "../search-params";
import { KEY_NOUN } from "./key-filters";
import { KeysTable } from "./keys-table";

type KeysSectionProps = {
  actor: UserActor;
  view: KeysView;
  /** Names of what filters mention by id. */
  names: readonly Choice[];
  keys: Promise<KeyPage>;
};

/** The table of keys with its footer, or what stands in its place when there is no row. */
export function KeysSection({ actor, view, names, keys }: KeysSectionProps) {
  const canWrite = can(actor.role, "key.write");
  const { q, sort } = view.input;
  return (
    <ListSection
      label="Provisioning keys"
      page={keys}
      view={view}
      noun={KEY_NOUN}
      columns={KEY_FILTERS}
      names={names}
      searchNote={`The search looks at name, group and fingerprint${
        [...q].length < 3 ? "; with fewer than three characters only at how the name begins." : "."
      }`}
      empty={<NoKeys canWrite={canWrite} />}
    >
      {async (rows) => {
        const ids = pickExpanded(
          view,
          rows.map((row) => row.id),
        );
        const details = ids.length > 0 ? await getKeys(actor, { ids }) : [];
        return <KeysTable rows={rows} details={details} sort={sort} list={view.list} canWrite={canWrite} />;
      }}
    </ListSection>
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
