import { expect, it } from "vitest";
import { computeBackOff } from "./back-off";

const backOff = { first: 1_000, longest: 60_000 };
const delays = (random: number, retryAfter: number | null = null) =>
  [1, 2, 3, 6, 7, 40, 1_000].map((failures) => computeBackOff(backOff, failures, retryAfter, random));

it("doubles up to the longest wait, and half of each wait is chance", () => {
  expect(delays(1)).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000]);
  expect(delays(0)).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000]);
});

it("believes a gateway that says when to come back, within bounds", () => {
  expect(delays(1, 7)).toEqual(Array(7).fill(7_000));
  expect(computeBackOff(backOff, 1, 0, 1)).toBe(1_000);
  expect(computeBackOff(backOff, 1, 86_400, 1)).toBe(60_000);
});
