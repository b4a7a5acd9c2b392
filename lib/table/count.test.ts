import { expect, it } from "vitest";
import { formatTotal, formatTotalOf } from "./count";

const exact = (total: number) => ({ total, about: false, estimate: total });
const about = (estimate: number) => ({ total: 10_000, about: true, estimate });

it("says an exact count as it is and an estimate with two digits", () => {
  expect(formatTotal(exact(0))).toBe("0");
  expect(formatTotal(exact(9_999))).toBe("9,999");
  expect(formatTotal(about(1_000_123))).toBe("about 1,000,000");
  expect(formatTotal(about(1_249_999))).toBe("about 1,200,000");
  expect(formatTotal(about(98_765))).toBe("about 99,000");
});

it("never says less than what was counted", () => {
  expect(formatTotal(about(10_001))).toBe("about 10,000");
  expect(formatTotal(about(12))).toBe("about 10,000");
  expect(formatTotal(about(0))).toBe("about 10,000");
});

it("counts things by name", () => {
  expect(formatTotalOf(exact(1), "key")).toBe("1 key");
  expect(formatTotalOf(exact(3), "key")).toBe("3 keys");
  expect(formatTotalOf(about(20_400), "key")).toBe("about 20,000 keys");
});
