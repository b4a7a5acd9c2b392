import { expect, it } from "vitest";
import { createPlaces } from "./places";

it("gives a session four places, whichever processes hold them", () => {
  const places = createPlaces();
  expect([1, 2, 1, 2, 1, 2].map((holder) => places.take("a", holder))).toEqual([true, true, true, true, false, false]);
  expect(places.take("b", 1)).toBe(true);
  places.leave("a", 2);
  expect(places.take("a", 1)).toBe(true);
  expect(places.take("a", 1)).toBe(false);
});

it("takes nothing from others when a process gives back what it does not hold", () => {
  const places = createPlaces();
  places.take("a", 1);
  places.leave("a", 2);
  places.leave("b", 1);
  expect([places.count("a"), places.count("b")]).toEqual([1, 0]);
});

it("frees what a process held when it ends", () => {
  const places = createPlaces();
  for (const holder of [1, 1, 2]) places.take("a", holder);
  places.take("b", 1);
  places.leaveAll(1);
  expect([places.count("a"), places.count("b")]).toEqual([1, 0]);
});
