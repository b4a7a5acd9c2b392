import { expect, it } from "vitest";
import { nextSort, patchLocation, sortDirection } from "./list-location";

const list = { path: "/things", search: "q=fra&page=3&expanded=a%2Cb" };

it("changes one parameter and keeps the others", () => {
  expect(patchLocation(list, { sort: "-name" })).toBe("/things?q=fra&page=3&expanded=a,b&sort=-name");
  expect(patchLocation(list, { page: null, q: "a b&c" })).toBe("/things?q=a+b%26c&expanded=a,b");
});

it("sets one parameter several times, and keeps commas and colons readable", () => {
  const filtered = { path: "/things", search: "filter=name%3Acontains%3Aa&q=x" };
  expect(patchLocation(filtered, { filter: ["used:gt:1", "state:any:a,b%2Cc"] })).toBe(
    "/things?q=x&filter=used:gt:1&filter=state:any:a,b%252Cc",
  );
  expect(patchLocation(filtered, { filter: [] })).toBe("/things?q=x");
});

it("leaves the place of a cursor with the page, and the page with a new cursor", () => {
  const deep = { path: "/things", search: "cursor=abc&sort=name" };
  expect(patchLocation(deep, { expanded: "all" })).toBe("/things?cursor=abc&sort=name&expanded=all");
  expect(patchLocation(deep, { sort: "-name", page: null })).toBe("/things?sort=-name");
  expect(patchLocation(deep, { page: "2" })).toBe("/things?sort=name&page=2");
  expect(patchLocation(list, { cursor: "abc" })).toBe("/things?q=fra&expanded=a,b&cursor=abc");
});

it("is the bare path when nothing is left", () => {
  expect(patchLocation({ path: "/things", search: "page=2" }, { page: null })).toBe("/things");
});

it("turns the order of a sorted column round and starts others ascending", () => {
  expect(nextSort("name", "name")).toBe("-name");
  expect(nextSort("-name", "name")).toBe("name");
  expect(nextSort("-used", "name")).toBe("name");
  expect(sortDirection("-name", "name")).toBe("descending");
  expect(sortDirection("name", "name")).toBe("ascending");
  expect(sortDirection("-names", "name")).toBeUndefined();
});
