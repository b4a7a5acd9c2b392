import { expect, it } from "vitest";
import { reuseRows } from "./use-same-rows";

type Row = { id: string; used: number; hosts: string[] };
const rowId = (row: Row) => row.id;
const make = (): Row[] => [
  { id: "a", used: 1, hosts: ["x", "y"] },
  { id: "b", used: 2, hosts: [] },
];

it("gives back the very array when nothing changed", () => {
  const before = make();
  expect(reuseRows(before, make(), rowId)).toBe(before);
});

it("keeps the objects of rows that say the same, whatever their place", () => {
  const before = make();
  const [a, b] = make();
  if (!a || !b) throw new Error("two rows are needed");
  const after = reuseRows(before, [{ ...b, used: 3 }, a], rowId);
  expect(after[0]).toEqual({ id: "b", used: 3, hosts: [] });
  expect(after[1]).toBe(before[0]);
});

it("takes new objects where something inside changed, came or went", () => {
  const before = make();
  const [a, b] = make();
  if (!a || !b) throw new Error("two rows are needed");
  expect(reuseRows(before, [{ ...a, hosts: ["x"] }, b], rowId)[0]).not.toBe(before[0]);
  expect(reuseRows(before, [a], rowId)).toHaveLength(1);
  expect(reuseRows(before, [a, b, { id: "c", used: 0, hosts: [] }], rowId)).toHaveLength(3);
});
