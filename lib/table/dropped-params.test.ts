import { expect, it } from "vitest";
import { findDroppedParams } from "./dropped-params";

const used = {
  sort: { text: "name", otherwise: "there is no such order" },
  q: { text: null, otherwise: "" },
};

it("says nothing of what is missing, empty or followed", () => {
  for (const params of [{}, { sort: "", q: "" }, { sort: "name", q: "anything" }, { other: "x" }]) {
    expect(findDroppedParams(params, used)).toEqual([]);
  }
});

it("names what was not followed, and shows no more of it than a line", () => {
  expect(findDroppedParams({ sort: "evil\u0000\u202e" }, used)).toEqual([
    { text: "sort=evil", reason: "there is no such order" },
  ]);
  expect(findDroppedParams({ sort: ["name", "name"], q: ["a", "b"] }, used)).toEqual([
    { text: "sort", reason: "it is given more than once" },
    { text: "q", reason: "it is given more than once" },
  ]);
  expect(findDroppedParams({ sort: "x".repeat(5_000) }, used)[0]?.text.length).toBeLessThanOrEqual(81);
});
