import { expect, it } from "vitest";
import { describeRange, type Paging, pagingLinks, readPage } from "./paging";

const LIST = { path: "/things", search: "q=x&page=3&sort=name" };
const NOWHERE = { previous: null, next: null, last: null };
const few: Paging = {
  total: 120,
  about: false,
  estimate: 120,
  page: 3,
  pageCount: 5,
  perPage: 25,
  rowCount: 25,
  cursor: { previous: "p", next: "n", last: "last" },
};
const many = { ...few, total: 10_000, about: true, estimate: 1_000_400, pageCount: 400 };

it("turns pages by number as long as they have one", () => {
  expect(pagingLinks(LIST, few)).toEqual({
    first: "/things?q=x&sort=name",
    previous: "/things?q=x&sort=name&page=2",
    next: "/things?q=x&sort=name&page=4",
    last: "/things?q=x&sort=name&page=5",
  });
  expect(pagingLinks(LIST, { ...few, page: 1 })).toMatchObject({ first: undefined, previous: undefined });
  expect(pagingLinks(LIST, { ...few, page: 5, cursor: { ...NOWHERE, previous: "p" } })).toMatchObject({
    next: undefined,
    last: undefined,
  });
});

it("goes on by cursors beyond the last number, and to the very end at once", () => {
  expect(pagingLinks(LIST, many)).toMatchObject({
    next: "/things?q=x&sort=name&page=4",
    last: "/things?q=x&sort=name&cursor=last",
  });
  expect(pagingLinks(LIST, { ...many, page: 400 })).toMatchObject({
    previous: "/things?q=x&sort=name&page=399",
    next: "/things?q=x&sort=name&cursor=n",
  });
  const deep = { path: "/things", search: "q=x&cursor=abc" };
  expect(pagingLinks(deep, { ...many, page: 0 })).toEqual({
    first: "/things?q=x",
    previous: "/things?q=x&cursor=p",
    next: "/things?q=x&cursor=n",
    last: "/things?q=x&cursor=last",
  });
  expect(pagingLinks(deep, { ...many, page: 0, cursor: NOWHERE })).toEqual({
    first: "/things?q=x",
    previous: undefined,
    next: undefined,
    last: undefined,
  });
});

it("says which rows are shown, and numbers them only where it knows the numbers", () => {
  expect(describeRange(few)).toBe("51–75 of 120");
  expect(describeRange({ ...few, page: 5, rowCount: 20 })).toBe("101–120 of 120");
  expect(describeRange(many)).toBe("51–75 of about 1,000,000");
  expect(describeRange({ ...many, page: 0 })).toBe("25 of about 1,000,000");
  expect(describeRange({ ...many, page: 0, cursor: { ...NOWHERE, previous: "p" } })).toBe("Last 25 of about 1,000,000");
  expect(describeRange({ ...many, page: 0, cursor: { ...NOWHERE, next: "n" } })).toBe("First 25 of about 1,000,000");
});

it("reads the number of a page as people type it", () => {
  expect(readPage(" 3 ", 5)).toBe(3);
  expect(readPage("1,200", 2_000)).toBe(1_200);
  expect(readPage("99", 5)).toBe(5);
  expect(readPage("0", 5)).toBe(1);
  for (const text of ["", "two", "-1", "1.5", "1e3", "１"]) expect(readPage(text, 5)).toBeNull();
});
