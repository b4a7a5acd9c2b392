import { describe, expect, it } from "vitest";
import { formatDate, formatDateTime, formatExact } from "./date";
import { formatCount, formatMaximum, formatNumber, percentUsed } from "./number";
import { formatRelative, formatUntil } from "./relative";

const now = "2026-11-23T19:58:00Z";
const ago = (millis: number) => new Date(Date.parse(now) - millis);
const minute = 60_000;
const hour = 60 * minute;

describe("numbers", () => {
  it("groups thousands", () => {
    expect([0, 999, 1204, 1_000_000_000].map(formatNumber)).toEqual(["0", "999", "1,204", "1,000,000,000"]);
  });
  it("counts with the right noun", () => {
    expect(formatCount(1, "use")).toBe("1 use");
    expect(formatCount(1204, "use")).toBe("1,204 uses");
    expect(formatCount(2, "key matches", "keys match")).toBe("2 keys match");
  });
  it("shows 100 percent only at the limit and never 0 once used", () => {
    expect(percentUsed(999, 1000)).toBe(99);
    expect(percentUsed(1000, 1000)).toBe(100);
    expect(percentUsed(1, 1_000_000)).toBe(1);
    expect(percentUsed(0, 50)).toBe(0);
    expect(percentUsed(60, 50)).toBe(120);
    expect(percentUsed(7, null)).toBeNull();
  });
  it("spells out no limit", () => {
    expect(formatMaximum(null)).toBe("Unlimited");
    expect(formatMaximum(1204)).toBe("1,204");
  });
});

describe("dates", () => {
  it("writes day, short month, year and 24-hour time in the zone", () => {
    expect(formatDateTime(now)).toBe("23 Nov 2026, 19:58");
    expect(formatDateTime(now, "Asia/Tokyo")).toBe("24 Nov 2026, 04:58");
    expect(formatDateTime("2026-09-02T00:05:00Z")).toBe("2 Sep 2026, 00:05");
  });
  it("names the zone and adds UTC where they differ", () => {
    expect(formatExact("2026-11-23T19:58:04Z")).toBe("23 Nov 2026, 19:58:04 UTC");
    expect(formatExact("2026-11-23T19:58:04Z", "Asia/Tokyo")).toBe(
      "24 Nov 2026, 04:58:04 Asia/Tokyo (23 Nov 2026, 19:58:04 UTC)",
    );
  });
  it("refuses text that is no date", () => {
    expect(() => formatDate("soon")).toThrow(RangeError);
  });
});

describe("relative times", () => {
  it.each([
    [0, "Just now"],
    [-5_000, "Just now"],
    [4_000, "4 s ago"],
    [59_999, "59 s ago"],
    [6 * minute, "6 min ago"],
    [60 * minute, "1 h ago"],
    [24 * hour - 1, "23 h ago"],
    [24 * hour, "Yesterday"],
    [47 * hour, "2 d ago"],
    [7 * 24 * hour - 1, "7 d ago"],
    [7 * 24 * hour, "16 Nov 2026"],
  ])("%i ms before now is %s", (millis, text) => {
    expect(formatRelative(ago(millis), now)).toBe(text);
  });
  it("spells out never", () => {
    expect(formatRelative(null, now)).toBe("Never");
  });
  it("says how long is left", () => {
    expect(formatUntil(ago(-8_000), now)).toBe("in 8 s");
    expect(formatUntil(ago(-25 * hour), now)).toBe("in 1 day");
    expect(formatUntil(ago(-60 * 24 * hour), now)).toBe("in 60 days");
    expect(formatUntil(ago(-3652 * 24 * hour), now)).toBe("in 3,652 days");
    expect(formatUntil(ago(1), now)).toBe("now");
  });
});
