"use client";

import { FoldVertical, Plus, UnfoldVertical } from "lucide-react";
import { useRouter } from "next/navigation";
import { ActionLink } from "@/components/data-table/action-link";
import { ColumnsButton } from "@/components/data-table/columns/columns-button";
import { DensityButton } from "@/components/data-table/columns/density-button";
import { ExportButton } from "@/components/data-table/export-button";
import { AppliedFilters } from "@/components/data-table/filter-bar/applied-filters";
import { FilterBar } from "@/components/data-table/filter-bar/filter-bar";
import { FiltersToggle } from "@/components/data-table/filter-bar/filters-toggle";
import { SavedChanges } from "@/components/data-table/filter-bar/saved-changes";
import type { SavedEntry } from "@/components/data-table/filter-bar/saved-state";
import { useFiltersShown } from "@/components/data-table/filter-bar/visibility";
import type { Choice } from "@/components/data-table/filter-bar/words";
import { ALL_ROWS, type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { RefreshButton } from "@/components/data-table/refresh-button";
import { SearchBox } from "@/components/data-table/search-box";
import { SelectToggle } from "@/components/data-table/selection/select-toggle";
import { UpdatedNote } from "@/components/live/updated-note";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { Button } from "@/components/ui/button";
import { Toolbar, ToolbarSeparator, ToolbarSpacer } from "@/components/ui/toolbar";
import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import type { Filter } from "@/lib/table/filters";
import { countKeyMatches } from "./count-key-matches";
import { FILTERS_COOKIE, KEY_FILTER_HELP, KEY_FILTER_SUGGESTIONS } from "./key-filters";
import { loadKeyFilterChoices } from "./load-key-filter-choices";
import { savedKeyFilterActions } from "./saved-filter-actions";

type KeysToolbarProps = {
  list: ListLocation;
  q: string;
  maxLength: number;
  filters: readonly Filter[];
  /** Names of what the filters mention by id, by column. */
  choices: Readonly<Record<string, readonly Choice[]>>;
  /** The person's saved filters, and the one the address names. */
  saved: readonly SavedEntry[];
  savedId: string | null;
  filtersShown: boolean;
  allExpanded: boolean;
  canWrite: boolean;
};

/** The rows of controls above the table. */
export function KeysToolbar(props: KeysToolbarProps) {
  const { list, q, maxLength, filters, choices, saved, savedId, filtersShown, allExpanded, canWrite } = props;
  const applied = { q, filters };
  const [shown, setShown] = useFiltersShown(FILTERS_COOKIE, filtersShown);
  const router = useRouter();
  const add = () => router.push("/provisioning-keys/new");
  useShortcut({ keys: "n", label: "Add provisioning key", group: "Anywhere", enabled: canWrite, run: add });
  return (
    <>
      <Toolbar label="Table tools" className="max-md:pr-(--gutter) 2xl:flex-nowrap">
        {canWrite ? (
          <Button asChild variant="primary" icon={<Plus />} className="max-md:flex-1 max-md:px-2.5">
            <ActionLink href="/provisioning-keys/new" scroll>
              Add provisioning key
            </ActionLink>
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={<Plus />}
            className="max-md:flex-1 max-md:px-2.5"
            disabledReason="Your role does not add keys. Ask an Admin or Owner."
          >
            Add provisioning key
          </Button>
        )}
        <ToolbarSeparator />
        <SearchBox
          label="Search name, group or fingerprint"
          value={q}
          list={list}
          maxLength={maxLength}
          className="w-60 min-w-40 shrink max-md:order-last max-md:w-auto max-md:flex-1 max-md:basis-[60%]"
        />
        <SelectToggle />
        <AppliedFilters
          list={list}
          applied={applied}
          saved={saved}
          activeId={savedId}
          actions={savedKeyFilterActions}
        />
        <FiltersToggle shown={shown} count={filters.length} onChange={setShown} />
        <ToolbarSpacer />
        <UpdatedNote />
        <RefreshButton list={list} />
        <ToolbarSeparator />
        <Button
          asChild
          variant="quiet"
          className="max-md:hidden"
          icon={allExpanded ? <FoldVertical /> : <UnfoldVertical />}
        >
          <ActionLink replace href={patchLocation(list, { expanded: allExpanded ? null : ALL_ROWS })}>
            {allExpanded ? "Collapse all" : "Expand all"}
          </ActionLink>
        </Button>
        <span className="flex items-center gap-0.5 max-md:hidden">
          <ColumnsButton />
          <DensityButton />
        </span>
        <ExportButton
          path="/api/export/provisioning-keys"
          list={list}
          note="All keys that match, without key strings"
        />
      </Toolbar>
      {shown ? (
        <FilterBar
          list={list}
          columns={KEY_FILTERS}
          filters={filters}
          suggestions={KEY_FILTER_SUGGESTIONS}
          choices={choices}
          loadChoices={loadKeyFilterChoices}
          help={KEY_FILTER_HELP}
          countMatches={(candidates) => countKeyMatches(q, candidates)}
          noun={["key", "keys"]}
          end={
            <SavedChanges
              list={list}
              applied={applied}
              active={saved.find(({ id }) => id === savedId)}
              update={savedKeyFilterActions.update}
            />
          }
        />
      ) : null}
    </>
  );
}
