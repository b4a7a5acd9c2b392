import fc from "fast-check";
import { expect, it } from "vitest";
import { findNextUpdate } from "@/lib/services/connector-groups/next-update";

const WEEK = 7 * 86_400_000;

it.each([
  // 25 November 2026 is a Wednesday.
  ["2026-11-25T11:00:00Z", 0, 1110, "2026-11-29T18:30:00.000Z"],
  ["2026-11-25T11:00:00Z", 3, 675, "2026-11-25T11:15:00.000Z"],
  ["2026-11-25T11:15:00Z", 3, 675, "2026-12-02T11:15:00.000Z"],
  ["2026-12-31T23:59:59Z", 5, 0, "2027-01-01T00:00:00.000Z"],
])("after %s, day %d at minute %d comes at %s", (now, updateDay, updateMinute, next) => {
  expect(findNextUpdate({ updateDay, updateMinute }, new Date(now)).toISOString()).toBe(next);
});

it("lies after now, within a week, on the day and minute asked for", () => {
  const now = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(
      now,
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 1439 }),
      (at, updateDay, updateMinute) => {
        const next = findNextUpdate({ updateDay, updateMinute }, at);
        expect(next.getTime()).toBeGreaterThan(at.getTime());
        expect(next.getTime()).toBeLessThanOrEqual(at.getTime() + WEEK);
        expect([next.getUTCDay(), next.getUTCHours() * 60 + next.getUTCMinutes()]).toEqual([updateDay, updateMinute]);
      },
    ),
  );
});
