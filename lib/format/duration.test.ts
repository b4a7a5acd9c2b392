import { expect, it } from "vitest";
import { formatDuration } from "@/lib/format/duration";

it.each([
  [0, "0 s"],
  [-5, "0 s"],
  [59.9, "59 s"],
  [60, "1 min"],
  [3_600, "1 h"],
  [3_725, "1 h 2 min"],
  [86_399, "23 h 59 min"],
  [273_900, "3 d 4 h"],
  [86_400 * 400 + 59, "400 d"],
])("says %d seconds as %s", (seconds, words) => {
  expect(formatDuration(seconds)).toBe(words);
});
