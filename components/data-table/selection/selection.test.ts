import { describe, expect, it } from "vitest";
import { createSelection, SELECTION_LIMIT } from "./selection";

const row = (n: number, tag = "enabled") => ({ id: `row-${n}`, tag });
const PAGE = [1, 2, 3, 4, 5].map((n) => row(n));
const idsOf = (selection: ReturnType<typeof createSelection>) => [...selection.read().keys()];

describe("createSelection", () => {
  it("does to a range what it does to its last row", () => {
    const selection = createSelection();
    selection.toggle(row(4), PAGE, false);
    selection.toggle(row(2), PAGE, true);
    expect(idsOf(selection).sort()).toEqual(["row-2", "row-3", "row-4"]);
    selection.toggle(row(4), PAGE, true);
    expect(idsOf(selection)).toEqual([]);
  });

  it("takes a single row when the range began on another page, or was cleared", () => {
    const selection = createSelection();
    selection.toggle(row(9), [row(8), row(9)], false);
    selection.toggle(row(3), PAGE, true);
    expect(idsOf(selection)).toEqual(["row-9", "row-3"]);
    selection.clear();
    selection.toggle(row(5), PAGE, true);
    expect(idsOf(selection)).toEqual(["row-5"]);
  });

  it("selects no more than its limit, but still hears about those it has", () => {
    const selection = createSelection();
    selection.add(Array.from({ length: SELECTION_LIMIT + 5 }, (_, n) => row(n)));
    expect(selection.read().size).toBe(SELECTION_LIMIT);
    selection.add([row(SELECTION_LIMIT + 1), row(0, "disabled")]);
    expect(selection.has(`row-${SELECTION_LIMIT + 1}`)).toBe(false);
    expect(selection.read().get("row-0")).toBe("disabled");
  });

  it("takes over what a page says anew about selected rows, and nothing about others", () => {
    const selection = createSelection();
    selection.add([row(1), row(2)]);
    const before = selection.read();
    selection.refresh([row(1), row(3)]);
    expect(selection.read()).toBe(before);
    selection.refresh([row(1, "disabled"), row(3, "disabled")]);
    expect(Object.fromEntries(selection.read())).toEqual({ "row-1": "disabled", "row-2": "enabled" });
  });

  it("lets go of everything when boxes are hidden again, and tells who listens", () => {
    const selection = createSelection();
    let told = 0;
    const forget = selection.subscribe(() => {
      told += 1;
    });
    selection.choose(true);
    expect(selection.isChoosing()).toBe(true);
    selection.add([row(1)]);
    selection.choose(false);
    expect(selection.isChoosing()).toBe(false);
    expect(idsOf(selection)).toEqual([]);
    expect(told).toBe(3);
    forget();
    selection.add([row(2)]);
    expect(told).toBe(3);
  });
});
