import { describe, expect, it } from "vitest";
import type { LimitStretch } from "@/lib/services/provisioning-keys/activity/limit-line";
import { type ChartInput, layOut } from "./geometry";

const NOW = Date.UTC(2026, 10, 23, 20);
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(NOW - hours * HOUR).toISOString();
const now = ago(0);
const rising = Array.from({ length: 25 }, (_, index) => ({ at: ago(24 - index), uses: index * 2 }));
const limit = (from: number, to: number, value: number | null, by: string | null = null): LimitStretch => {
  return { from: ago(from), to: ago(to), limit: value, by };
};
const input: ChartInput = {
  since: ago(24),
  now,
  createdAt: ago(1_000),
  points: rising,
  limits: [limit(24, 0, 60)],
  forecast: null,
};
const corners = (path: string) => path.match(/[MLHV][^MLHVZ]*/g)?.length ?? 0;

describe("layOut", () => {
  it("draws the curve from the left to now, and leaves little room ahead where there is no forecast", () => {
    const chart = layOut(input);
    expect(chart.line).toMatch(/^M0,1000L/);
    expect(corners(chart.line)).toBe(25);
    expect(chart.now).toMatchObject({ uses: 48, left: 97 });
    expect(chart.line).toMatch(new RegExp(`L970,${Math.round(chart.now.top * 100) / 10}$`));
    expect(chart.area).toMatch(/Z$/);
  });

  it("begins at nothing when the key was created", () => {
    const chart = layOut({ ...input, createdAt: ago(6.5) });
    expect(corners(chart.line)).toBe(8);
    expect(chart.line).toMatch(/^M707\.3,1000L/);
  });

  it("steps the limit where it was changed, names who did it, and goes on to the edge", () => {
    const chart = layOut({ ...input, limits: [limit(24, 12, 40), limit(12, 0, 60, "Ines Okafor")] });
    expect(chart.limit).toMatch(/^M0,\d+(\.\d)?H485V\d+(\.\d)?H1000$/);
    expect(chart.firstLimit).toMatchObject({ left: 0, value: 40 });
    expect(chart.lastLimit).toMatchObject({ left: 100, value: 60 });
    expect(chart.step).toMatchObject({ left: 48.5, from: 40, to: 60, by: "Ines Okafor", at: ago(12) });
    // Higher up is a smaller number.
    expect(chart.lastLimit?.top).toBeLessThan(chart.firstLimit?.top ?? 0);
  });

  it("leaves a gap while there was no limit, and draws none for an unlimited key", () => {
    const gap = layOut({ ...input, limits: [limit(24, 18, 40), limit(18, 6, null, "Jo"), limit(6, 0, 60, "Jo")] });
    expect(gap.limit.match(/M/g)).toHaveLength(2);
    const unlimited = layOut({ ...input, limits: [limit(24, 0, null)] });
    expect(unlimited).toMatchObject({ limit: "", firstLimit: null, lastLimit: null, limitAbove: null, step: null });
    const lifted = layOut({ ...input, limits: [limit(24, 12, 40), limit(12, 0, null, "Jo")] });
    expect(lifted).toMatchObject({ lastLimit: null, firstLimit: null });
    expect(lifted.limit).toMatch(/H485$/);
  });

  it("says a limit far above instead of flattening the curve under it", () => {
    const chart = layOut({ ...input, limits: [limit(24, 0, 1_000_000)] });
    expect(chart).toMatchObject({ limit: "", lastLimit: null, limitAbove: 1_000_000 });
    expect(chart.now.top).toBeLessThan(20);
  });

  it("has marks at whole numbers only, all within the picture", () => {
    const chart = layOut({
      ...input,
      points: rising.map((point) => ({ ...point, uses: 1 })),
      limits: [limit(24, 0, 2)],
    });
    expect(chart.yTicks.map(({ value }) => value)).toEqual([0, 1, 2]);
    for (const { left } of chart.xTicks) expect(left).toBeGreaterThanOrEqual(0);
    for (const { left } of chart.xTicks) expect(left).toBeLessThanOrEqual(100);
    expect(chart.xTicks.length).toBeGreaterThanOrEqual(4);
  });

  it("draws a key without any use as a flat line at the bottom", () => {
    const chart = layOut({
      ...input,
      points: rising.map((point) => ({ ...point, uses: 0 })),
      limits: [limit(24, 0, null)],
    });
    expect(chart.now.top).toBe(100);
    expect(chart.line).not.toContain("NaN");
  });
});

describe("the forecast", () => {
  const forecast = (hours: number) => ({ at: ago(-hours), perHour: 2, watchedHours: 24 });

  it("runs from now to the limit where that is within the picture", () => {
    const chart = layOut({ ...input, forecast: forecast(5) });
    expect(chart.now.left).toBeCloseTo(80);
    expect(chart.forecast?.end?.left).toBeCloseTo(80 + (5 / 24) * 80);
    expect(chart.forecast?.end?.top).toBeCloseTo(chart.lastLimit?.top ?? -1);
  });

  it("runs to the edge where it is not", () => {
    const chart = layOut({ ...input, forecast: forecast(24) });
    expect(chart.forecast?.end).toBeNull();
    expect(chart.forecast?.path).toMatch(/^M800,[\d.]+L1000,[\d.]+$/);
  });
});
