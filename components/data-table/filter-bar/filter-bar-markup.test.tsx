import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { type Filter, type FilterColumn, OPERATORS } from "@/lib/table/filters";
import { AppliedFilters, type SavedFilterActions } from "./applied-filters";
import { DroppedNotice } from "./dropped-notice";
import { FilterBar } from "./filter-bar";
import { SavedChanges } from "./saved-changes";
import type { SavedEntry } from "./saved-state";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: vi.fn(), refresh: vi.fn() }) }));

const COLUMNS: FilterColumn[] = [
  { name: "title", label: "Title", type: "text", operators: OPERATORS.text },
  { name: "owner", label: "Owner", type: "choice", operators: OPERATORS.choice, format: "text" },
];
const FILTERS: Filter[] = [
  { column: "title", op: "contains", value: "<b>" },
  { column: "owner", op: "any", value: ["u1"] },
];
const LIST = { path: "/things", search: "q=x&filter=title:contains:%3Cb%3E&filter=owner:any:u1&page=2" };
const SAVED: SavedEntry = {
  id: "s1",
  name: "Mine",
  q: "x",
  filters: FILTERS,
  dropped: [],
  isCurrentSession: true,
  savedAt: "2026-11-23T10:00:00.000Z",
};
const actions: SavedFilterActions = { save: vi.fn(), update: vi.fn(), rename: vi.fn(), remove: vi.fn() };
const render = (element: ReactElement) => renderToStaticMarkup(element);

it("draws chips that can be removed by a plain link, before any script runs", () => {
  const html = render(
    <FilterBar
      list={LIST}
      columns={COLUMNS}
      filters={FILTERS}
      suggestions={[{ column: "title", op: "contains" }]}
      choices={{ owner: [{ value: "u1", label: "Una" }] }}
    />,
  );
  expect(html).toContain('aria-label="Filter Title contains &lt;b&gt;"');
  expect(html).toContain('aria-label="Filter Owner is any of Una"');
  expect(html).toContain('href="/things?q=x&amp;filter=owner:any:u1"');
  expect(html).toContain('href="/things?q=x"');
  expect(html).toContain("Add filter");
  expect(html).not.toContain("…");
});

it("offers suggestions only while no filter is set", () => {
  const suggestions = [{ column: "title", op: "contains" as const }];
  const html = render(<FilterBar list={LIST} columns={COLUMNS} filters={[]} suggestions={suggestions} />);
  expect(html).toContain("Title contains <em>…</em>");
  expect(html).toContain("No filters applied");
  expect(html).not.toContain("Reset");
});

it("names the saved filter in use and marks what differs from it", () => {
  const draw = (filters: Filter[]) => {
    const applied = { q: "x", filters };
    return render(
      <>
        <AppliedFilters list={LIST} applied={applied} saved={[SAVED]} activeId="s1" actions={actions} />
        <SavedChanges list={LIST} applied={applied} active={SAVED} update={actions.update} />
      </>,
    );
  };
  expect(draw(FILTERS)).toMatch(
    /role="combobox"[^>]*aria-label="Applied filters"|aria-label="Applied filters"[^>]*role="combobox"/,
  );
  expect(draw(FILTERS)).toContain("Mine");
  expect(draw(FILTERS)).not.toContain("Unsaved changes");
  const changed = draw(FILTERS.slice(1));
  for (const words of ["Unsaved changes", "Save Changes", "Discard Changes"]) expect(changed).toContain(words);
});

it("says what was left out, three at most", () => {
  const dropped = ["a", "b", "c", "d"].map((text) => ({ text, reason: "there is no such column" }));
  const html = render(<DroppedNotice title="Left out." dropped={dropped} />);
  expect(html.match(/there is no such column/g)).toHaveLength(3);
  expect(html).toContain("And 1 more.");
  expect(render(<DroppedNotice title="Left out." dropped={[]} />)).toBe("");
});
