import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/empty-state";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TableScroll } from "@/components/ui/table";
import type { FilterColumn } from "@/lib/table/filters";
import { type ListPage, PER_PAGE } from "@/lib/table/list";
import { ActionLink } from "./action-link";
import { clearedHref } from "./filter-bar/location";
import { type Choice, describeFilter, type RowNoun } from "./filter-bar/words";
import { patchLocation } from "./list-location";
import { isWhole, type ListView } from "./list-view";
import { Pagination } from "./pagination";

type NoMatchProps = {
  view: ListView;
  /** What a row is called: "key", "keys". */
  noun: RowNoun;
  columns: readonly FilterColumn[];
  /** Names of what filters mention by id. */
  names?: readonly Choice[];
  /** What the search looks at, as one sentence. */
  searchNote?: string;
};

type ListSectionProps<Row> = NoMatchProps & {
  /** Accessible name of the region that scrolls. */
  label: string;
  page: Promise<ListPage<Row>>;
  /** In place of the table when there is no row at all. */
  empty: ReactNode;
  /** Draws the table of the page's rows; it may read their details first. */
  children: (rows: Row[]) => ReactNode | Promise<ReactNode>;
};

/** A table with its footer, or what stands in its place when there is no row. */
export async function ListSection<Row>({ label, page, empty, children, ...match }: ListSectionProps<Row>) {
  const { rows, ...place } = await page;
  const { view } = match;
  if (place.total === 0) return isWhole(view) ? empty : <NoMatch {...match} />;
  // A place in another order, or one whose rows are gone.
  const isPlaceGone = view.input.cursor !== null && place.page !== 0;
  return (
    <>
      {isPlaceGone ? (
        <Banner tone="plain" role="status" className="mx-(--gutter) mb-2.5 shrink-0">
          The place the address names is no longer in this list. This is its beginning.
        </Banner>
      ) : null}
      <TableScroll label={label}>{await children(rows)}</TableScroll>
      <Pagination list={view.list} paging={{ ...place, rowCount: rows.length }} perPageOptions={PER_PAGE} />
    </>
  );
}

function NoMatch({ view, noun, columns, names, searchNote }: NoMatchProps) {
  const { q, filters } = view.input;
  const words = filters.map((filter) => describeFilter(filter, columns, names));
  const [one] = noun;
  return (
    <EmptyState
      className="border-t"
      role="status"
      icon={<SearchX />}
      title={
        q === ""
          ? `No ${one} matches the filters`
          : `No ${one} matches “${q}”${filters.length > 0 ? " and the filters" : ""}`
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
      {q === "" || searchNote === undefined ? null : <p>{searchNote}</p>}
    </EmptyState>
  );
}
