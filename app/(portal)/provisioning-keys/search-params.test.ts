import { expect, it } from "vitest";
import { filtersHref } from "@/components/data-table/filter-bar/location";
import { patchLocation } from "@/components/data-table/list-location";
import { parseKeysView } from "./search-params";

const ID = "7c38d7b6-98fb-4a5f-a1b9-80fc610d8c4b";

it("spells the list's own parameters in one way and leaves defaults and dialogs out", () => {
  const view = parseKeysView({ q: "  fra ", sort: "-used", page: "2", perPage: "25", edit: ID, focus: "maximum" });
  expect(view.list).toEqual({ path: "/provisioning-keys", search: "q=fra&sort=-used&page=2" });
  expect(view.dialog).toEqual({ kind: "edit", id: ID, focus: "maximum" });
});

it("takes what is bad for not given, and says so", () => {
  const view = parseKeysView({
    q: ["a", "b"],
    sort: "evil; drop table",
    page: "0",
    perPage: "7",
    cursor: "../x",
    expanded: `${ID},${ID},../x`,
    edit: "not-an-id",
    focus: "secret",
    reveal: ID,
  });
  expect(view.input).toEqual({ q: "", sort: "-created", page: 1, perPage: 25, filters: [], cursor: null });
  expect(view.expanded).toEqual([ID]);
  expect(view.list.search).toBe(`expanded=${ID}`);
  expect(view.dialog).toBeNull();
  expect(view.dropped).toEqual([
    { text: "q", reason: "it is given more than once" },
    { text: "sort=evil; drop table", reason: "there is no such order" },
    { text: "page=0", reason: "it is not the number of a page" },
    { text: "perPage=7", reason: "a page has 10, 25, 50 or 100 rows" },
    { text: "cursor=../x", reason: "it is not a place in this list" },
  ]);
});

it("takes a page no list reaches for the last one, without a word", () => {
  for (const page of ["10001", "999999", "900000000000000"]) {
    const view = parseKeysView({ page, sort: "name", perPage: "25" });
    expect(view.input.page).toBe(10_000);
    expect(view.dropped).toEqual([]);
  }
  expect(parseKeysView({ page: "1e9" }).dropped).toHaveLength(1);
});

it("keeps the place a cursor names instead of a page, and other views start without it", () => {
  const view = parseKeysView({ cursor: "abc_-9", page: "4", q: "x", perPage: "50" });
  expect(view.input).toMatchObject({ cursor: "abc_-9", page: 1 });
  expect(view.list.search).toBe("q=x&cursor=abc_-9&perPage=50");
  expect(patchLocation(view.list, { expanded: "all" })).toContain("cursor=");
  expect(patchLocation(view.list, { page: null, sort: "name" })).toBe("/provisioning-keys?q=x&perPage=50&sort=name");
  expect(filtersHref(view.list, [])).toBe("/provisioning-keys?q=x&perPage=50");
});

it("keeps filters in the address of the list, and says which it left out", () => {
  const view = parseKeysView({ filter: ["status:any:active,gone", "used:gte:0", "secret:equals:x"], saved: ID });
  expect(view.input.filters).toEqual([
    { column: "status", op: "any", value: ["active"] },
    { column: "used", op: "gte", value: 0 },
  ]);
  expect(view.dropped.map(({ text }) => text)).toEqual(["status:any:active,gone", "secret:equals:x"]);
  expect(new URLSearchParams(view.list.search).getAll("filter")).toEqual(["status:any:active", "used:gte:0"]);
  expect(view.saved).toBe(ID);
  expect(parseKeysView({ saved: "x" }).saved).toBeNull();
});

it("opens one dialog at a time and knows no dialog that shows a key", () => {
  expect(parseKeysView({ edit: ID, delete: ID }).dialog?.kind).toBe("edit");
  expect(parseKeysView({ delete: ID }).dialog).toEqual({ kind: "delete", id: ID });
  for (const name of ["reveal", "copy", "download", "created"]) expect(parseKeysView({ [name]: ID }).dialog).toBeNull();
});

it("keeps every row expanded as one word", () => {
  const view = parseKeysView({ expanded: "all", page: "3" });
  expect(view.expanded).toBe("all");
  expect(view.list.search).toBe("page=3&expanded=all");
});
