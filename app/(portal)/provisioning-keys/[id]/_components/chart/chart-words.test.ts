import { expect, it } from "vitest";
import { describeLeft, describeRate, describeStep, labelTick, shortDate, summarize } from "./chart-words";

const now = "2026-11-23T20:00:00.000Z";
const reached = (hours: number) => ({
  at: new Date(Date.parse(now) + hours * 3_600_000).toISOString(),
  perHour: 1,
  watchedHours: 24,
});

it.each([
  [0.005, "About 1 min at this rate"],
  [0.75, "About 45 min at this rate"],
  [0.999, "About 1 h at this rate"],
  [20.2, "About 20 h at this rate"],
  [47.4, "About 47 h at this rate"],
  [60, "About 3 d at this rate"],
])("says how long %s hours are, in one unit", (hours, words) => {
  expect(describeLeft(reached(hours), now)).toBe(words);
});

it("says a rate by the hour or the day", () => {
  expect(describeRate({ ...reached(1), perHour: 12.4 })).toBe("about 12 an hour");
  expect(describeRate({ ...reached(1), perHour: 0.2 })).toBe("about 5 a day");
  expect(describeRate({ ...reached(1), perHour: 0.01 })).toBe("about 1 a day");
});

it.each([
  [40, 60, "Raised by Jo, 23 Nov"],
  [60, 40, "Lowered by Jo, 23 Nov"],
  [null, 40, "Set by Jo, 23 Nov"],
])("says what a change from %s to %s was", (from, to, words) => {
  expect(describeStep({ at: now, by: "Jo", from, to })).toBe(words);
});

it("labels days and times of day", () => {
  expect(labelTick(new Date("2026-11-23T00:00:00Z"))).toBe("23 Nov");
  expect(labelTick(new Date("2026-11-23T06:00:00Z"))).toBe("06:00");
  expect(shortDate("24 Nov 2026, 16:00")).toBe("24 Nov, 16:00");
});

it("sums the picture up", () => {
  const facts = { period: "7d" as const, taken: 12, used: 47, maximum: 60, changes: 1, forecast: reached(20) };
  expect(summarize(facts)).toBe(
    "47 uses of 60, 12 of them in the last 7 days. The limit was changed 1 time. At the rate of the last 24 h it is reached on 24 Nov 2026, 16:00 UTC.",
  );
  expect(summarize({ ...facts, maximum: null, changes: 0, forecast: null })).toBe(
    "47 uses without a limit, 12 of them in the last 7 days.",
  );
});
