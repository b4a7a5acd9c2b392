import { expect, it } from "vitest";
import { clampStep, parseWholeNumber } from "./whole-number";

it.each([
  ["60", 60],
  [" 60 ", 60],
  ["1,204", 1204],
  ["1 000 000", 1_000_000],
  ["007", 7],
  ["", null],
  ["-1", null],
  ["1.5", null],
  ["1e3", null],
  ["12,34", null],
  ["unlimited", null],
  ["99999999999999999999", null],
])("reads %j as %j", (text, value) => {
  expect(parseWholeNumber(text)).toBe(value);
});

it("steps within the limits", () => {
  expect(clampStep(60, 10, 1, 100)).toBe(70);
  expect(clampStep(95, 10, 1, 100)).toBe(100);
  expect(clampStep(3, -10, 1, 100)).toBe(1);
  expect(clampStep(null, 10, 1, 100)).toBe(1);
});
