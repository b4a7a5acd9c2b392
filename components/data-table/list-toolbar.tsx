"use client";

import { FoldVertical, UnfoldVertical } from "lucide-react";
import { type ReactNode, startTransition } from "react";
import { UpdatedNote } from "@/components/live/updated-note";
import { Button } from "@/components/ui/button";
import { Toolbar, ToolbarSeparator, ToolbarSpacer } from "@/components/ui/toolbar";
import type { ListCount } from "@/lib/table/count";
import type { Filter, FilterColumn } from "@/lib/table/filters";
import { SEARCH_MAX_LENGTH } from "@/lib/table/list";
import { ActionLink } from "./action-link";
import { ColumnsButton } from "./columns/columns-button";
import { DensityButton } from "./columns/density-button";
import { replaceAddress } from "./expanded-address";
import { ExportButton } from "./export-button";
import { AppliedFilters, type SavedFilterActions } from "./filter-bar/applied-filters";
import { FilterBar, type Suggestion } from "./filter-bar/filter-bar";
import { FiltersToggle } from "./filter-bar/filters-toggle";
import type { FilterHelp } from "./filter-bar/help";
import { SavedChanges } from "./filter-bar/saved-changes";
import type { SavedEntry } from "./filter-bar/saved-state";
import type { LoadChoices } from "./filter-bar/use-choices";
import { useFiltersShown } from "./filter-bar/visibility";
import type { Choice, RowNoun } from "./filter-bar/words";
import { ALL_ROWS, EXPANDED_PARAM, type ListLocation, patchLocation } from "./list-location";
import { RefreshButton } from "./refresh-button";
import { SearchBox } from "./search-box";
import { SelectToggle } from "./selection/select-toggle";
import { useListNow } from "./use-list-now";

/** What the server tells the toolbar of a list. */
export type ToolbarState = {
  list: ListLocation;
  q: string;
  filters: readonly Filter[];
  /** Names of what the filters mention by id, by column. */
  choices?: Readonly<Record<string, readonly Choice[]>>;
  /** The person's saved filters, and the one the address names. */
  saved: readonly SavedEntry[];
  savedId: string | null;
  filtersShown: boolean;
  /** The cookie that keeps whether the filter bar is shown. */
  filtersCookie: string;
};

type ListToolbarProps = ToolbarState & {
  /** Accessible name of the search: "Search name, group or fingerprint". */
  searchLabel: string;
  /** The columns that can be filtered, and what the filter bar offers for them. */
  columns: readonly FilterColumn[];
  suggestions: readonly Suggestion[];
  help?: FilterHelp;
  loadChoices?: LoadChoices;
  /** Counts the rows that search and filters leave; null when it cannot. */
  countMatches?: (q: string, filters: readonly Filter[]) => Promise<ListCount | null>;
  noun: RowNoun;
  savedActions: SavedFilterActions;
  /** The route that streams the list, and what its files hold; without it nothing is exported. */
  exports?: { path: string; note: string };
  /** Whether the table fetches details for themselves (DataTable's loadDetails). */
  expandsInPlace?: boolean;
  /** Whether a LiveRefresh on the page says how old the rows are. */
  live?: boolean;
  /** The first button, such as the one that adds a row. */
  primary?: ReactNode;
};

/** The rows of controls above a table: search, saved filters, the filter bar, refresh, columns, density, export. */
export function ListToolbar(props: ListToolbarProps) {
  const { q, filters, saved, savedId, savedActions, exports, primary, countMatches, expandsInPlace } = props;
  const list = useListNow(props.list);
  const allExpanded = new URLSearchParams(list.search).get(EXPANDED_PARAM) === ALL_ROWS;
  const expandHref = patchLocation(list, { [EXPANDED_PARAM]: allExpanded ? null : ALL_ROWS });
  const applied = { q, filters };
  const [shown, setShown] = useFiltersShown(props.filtersCookie, props.filtersShown);
  return (
    <>
      <Toolbar label="Table tools" className="max-md:pr-(--gutter) 2xl:flex-nowrap">
        {primary ? (
          <>
            {primary}
            <ToolbarSeparator />
          </>
        ) : null}
        <SearchBox
          label={props.searchLabel}
          value={q}
          list={list}
          maxLength={SEARCH_MAX_LENGTH}
          className="w-60 min-w-40 shrink max-md:order-last max-md:w-auto max-md:flex-1 max-md:basis-[60%]"
        />
        <SelectToggle />
        <AppliedFilters list={list} applied={applied} saved={saved} activeId={savedId} actions={savedActions} />
        <FiltersToggle shown={shown} count={filters.length} onChange={setShown} />
        <ToolbarSpacer />
        {props.live ? <UpdatedNote /> : null}
        <RefreshButton list={list} />
        <ToolbarSeparator />
        <Button
          asChild
          variant="quiet"
          className="max-md:hidden"
          icon={allExpanded ? <FoldVertical /> : <UnfoldVertical />}
        >
          <ActionLink
            replace
            href={expandHref}
            {...(expandsInPlace && allExpanded && { onAct: () => startTransition(() => replaceAddress(expandHref)) })}
          >
            {allExpanded ? "Collapse all" : "Expand all"}
          </ActionLink>
        </Button>
        <span className="flex items-center gap-0.5 max-md:hidden">
          <ColumnsButton />
          <DensityButton />
        </span>
        {exports ? <ExportButton list={list} {...exports} /> : null}
      </Toolbar>
      {shown ? (
        <FilterBar
          list={list}
          columns={props.columns}
          filters={filters}
          suggestions={props.suggestions}
          {...(props.choices && { choices: props.choices })}
          {...(props.loadChoices && { loadChoices: props.loadChoices })}
          {...(props.help && { help: props.help })}
          {...(countMatches && { countMatches: (candidates) => countMatches(q, candidates) })}
          noun={props.noun}
          end={
            <SavedChanges
              list={list}
              applied={applied}
              active={saved.find(({ id }) => id === savedId)}
              update={savedActions.update}
            />
          }
        />
      ) : null}
    </>
  );
}
