import { describe, expect, it } from "vitest";
import { FORECAST_HOURS, forecastExhaustion } from "@/lib/services/provisioning-keys/activity/forecast";

const now = "2026-11-23T20:00:00.000Z";
const hoursOn = (hours: number) => new Date(Date.parse(now) + hours * 3_600_000).toISOString();
const none = FORECAST_HOURS.map((hours) => ({ hours, slices: [0, 0, 0, 0, 0, 0] }));
const day = (...slices: number[]) => [{ hours: 24, slices }, ...none.slice(1)];
const key = { now, used: 40, maximum: 60, expiresAt: null, isUsable: true, windows: day(4, 4, 4, 4, 4, 4) };

it("goes on at the rate of the last day: 24 uses in 24 hours take 20 more in 20 hours", () => {
  expect(forecastExhaustion(key)).toEqual({ at: hoursOn(20), perHour: 1, watchedHours: 24 });
});

describe("says nothing where the rate does not support it", () => {
  it.each([
    ["no limit", { maximum: null }],
    ["no use left", { used: 60 }],
    ["more used than the limit", { used: 70 }],
    ["disabled, or expired", { isUsable: false }],
    ["nothing used", { windows: none }],
    ["nine uses", { windows: day(3, 3, 3, 0, 0, 0) }],
    ["one burst", { windows: day(0, 0, 0, 0, 40, 0) }],
    ["two bursts", { windows: day(20, 0, 0, 0, 20, 0) }],
    ["a key younger than an hour", { windows: [{ hours: 0.5, slices: [5, 5, 5, 5, 5, 5] }, ...none.slice(1)] }],
    ["further away than three times what was watched", { maximum: 10_000 }],
    ["an expiry before", { expiresAt: hoursOn(19) }],
  ])("%s", (_, given) => {
    expect(forecastExhaustion({ ...key, ...given })).toBeNull();
  });
});

it("says it at ten uses in three parts, three times as far ahead as was watched, and before an expiry", () => {
  expect(forecastExhaustion({ ...key, windows: day(4, 3, 3, 0, 0, 0), maximum: 70 })?.at).toBe(hoursOn(72));
  expect(forecastExhaustion({ ...key, windows: day(4, 3, 3, 0, 0, 0), maximum: 71 })).toBeNull();
  expect(forecastExhaustion({ ...key, expiresAt: hoursOn(20.1) })?.at).toBe(hoursOn(20));
});

it("looks further back where the last day tells too little", () => {
  const week = [
    { hours: 24, slices: [0, 0, 0, 0, 9, 0] },
    { hours: 168, slices: [7, 7, 7, 7, 7, 7] },
    none[2] ?? key.windows[0],
  ];
  expect(forecastExhaustion({ ...key, windows: week as typeof key.windows })).toEqual({
    at: hoursOn(80),
    perHour: 0.25,
    watchedHours: 168,
  });
});

it("takes the time a key exists where that is shorter", () => {
  const young = [{ hours: 2, slices: [2, 2, 2, 2, 2, 2] }, ...none.slice(1)];
  expect(forecastExhaustion({ ...key, windows: young })).toEqual({ at: hoursOn(20 / 6), perHour: 6, watchedHours: 2 });
});
