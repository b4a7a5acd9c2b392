import { expect, it } from "vitest";
import { traceLimit } from "@/lib/services/provisioning-keys/activity/limit-line";

const at = (day: number) => new Date(Date.UTC(2026, 10, day)).toISOString();
const key = { since: at(1), now: at(30), createdAt: "2026-01-01T00:00:00.000Z", maximum: 60 };
const raised = { at: at(9), by: "Ines Okafor", from: 40, to: 60 };

it("is what stands now where nothing was changed", () => {
  expect(traceLimit({ ...key, changes: [] })).toEqual([{ from: at(1), to: at(30), limit: 60, by: null }]);
});

it("begins when the key was created", () => {
  expect(traceLimit({ ...key, createdAt: at(5), changes: [] })).toEqual([
    { from: at(5), to: at(30), limit: 60, by: null },
  ]);
});

it("steps where it was changed, with who did it", () => {
  expect(traceLimit({ ...key, changes: [raised] })).toEqual([
    { from: at(1), to: at(9), limit: 40, by: null },
    { from: at(9), to: at(30), limit: 60, by: "Ines Okafor" },
  ]);
});

it("has no limit while the key was Unlimited, and goes down too", () => {
  const changes = [raised, { at: at(12), by: "Jo", from: 60, to: null }, { at: at(20), by: "Jo", from: null, to: 10 }];
  expect(traceLimit({ ...key, maximum: 10, changes }).map(({ limit }) => limit)).toEqual([40, 60, null, 10]);
});
