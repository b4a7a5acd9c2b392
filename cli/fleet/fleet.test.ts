import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseEvent } from "./choose-event";
import { inventMachine } from "./machine";
import { keepMachine, openMachines } from "./machine-file";
import { planAway, planRun } from "./plan-life";
import { createRoster, noteResult } from "./roster";
import { type FleetKey, startMessageSchema } from "./schema";

const makeKey = (pace: FleetKey["pace"]): FleetKey => ({ text: "1|localhost|…", site: "rtm", wave: 0, pace });
/** Answers the given numbers in turn. */
const roll = (...numbers: number[]) => {
  const left = [...numbers];
  return () => left.shift() ?? 0;
};

describe("noteResult", () => {
  it("keeps a key that enrolls, also one whose connector waits for approval", () => {
    const key = makeKey("steady");
    const roster = createRoster([key]);
    expect(noteResult(roster, key, { status: "pending", connectorName: "rtm-1" })).toBe(true);
    expect([...roster.live]).toEqual([key]);
  });

  it("sets an exhausted key aside and takes it back once it enrolls again", () => {
    const key = makeKey("steady");
    const roster = createRoster([key]);
    expect(noteResult(roster, key, { status: "refused", code: "key_exhausted" })).toBe(false);
    expect(roster).toEqual({ live: new Set(), refused: new Set([key]) });
    noteResult(roster, key, { status: "pending", connectorName: "rtm-2" });
    expect(roster).toEqual({ live: new Set([key]), refused: new Set() });
  });

  it("forgets a deleted key", () => {
    const key = makeKey("steady");
    const roster = createRoster([key]);
    noteResult(roster, key, { status: "refused", code: "key_unknown" });
    expect(roster).toEqual({ live: new Set(), refused: new Set() });
  });

  it.each(["unreachable", "rate_limited", "unavailable"])("holds %s against no key", (code) => {
    const key = makeKey("steady");
    const roster = createRoster([key]);
    noteResult(roster, key, { status: code === "unreachable" ? "unreachable" : "refused", code });
    expect([...roster.live]).toEqual([key]);
  });
});

describe("chooseEvent", () => {
  const steady = makeKey("steady");
  const scaling = makeKey("autoscale");
  const spent = makeKey("quiet");
  const roster = { live: new Set([makeKey("quiet"), steady, scaling]), refused: new Set([spent]) };

  it("ends when only quiet and refused keys are left", () => {
    expect(chooseEvent({ live: new Set([makeKey("quiet")]), refused: new Set([spent]) }, Math.random)).toBeNull();
  });

  it("enrolls one connector most of the time, never with a quiet key", () => {
    expect(chooseEvent(roster, roll(0, 0.5, 0))).toEqual({ kind: "enroll", key: steady, count: 1 });
  });

  it("tries a refused key now and then", () => {
    expect(chooseEvent(roster, roll(0, 0.05, 0))).toEqual({ kind: "retry", key: spent });
  });

  it("presents a key of nobody now and then", () => {
    expect(chooseEvent(roster, roll(0, 0.99, 0))).toEqual({ kind: "foreign", like: steady });
  });

  it("enrolls 4 to 12 at once with an autoscale key only", () => {
    expect(chooseEvent(roster, roll(0, 0.9, 0, 0, 0))).toEqual({ kind: "enroll", key: scaling, count: 4 });
    expect(chooseEvent(roster, roll(0, 0.9, 0, 0, 0.999))).toEqual({ kind: "enroll", key: scaling, count: 12 });
    expect(chooseEvent({ ...roster, live: new Set([steady]) }, roll(0, 0.9, 0))).toMatchObject({ count: 1 });
  });
});

it("takes no message without a bound", () => {
  expect(startMessageSchema.safeParse({ keys: [] }).success).toBe(false);
  const whole = { keys: [makeKey("steady")], total: 5, life: null, directory: null };
  expect(startMessageSchema.safeParse(whole).success).toBe(true);
});

describe("the life of a simulated connector", () => {
  const life = { most: 10, minutesUp: 90, minutesDown: 6, unused: 0, lost: 0.1 };

  it("ends soon for one that is lost, and is interrupted soon for some", () => {
    expect(planRun(life, roll(0.05, 0.5))).toEqual({ milliseconds: 30_000, isLast: true });
    expect(planRun(life, roll(0.5, 0.01, 0.5))).toEqual({ milliseconds: 30_000, isLast: false });
  });

  it("lasts the average that was asked for, and so does an absence", () => {
    const mean = (draw: () => number) =>
      Array.from({ length: 4_000 }, draw).reduce((sum, value) => sum + value) / 4_000;
    const steps = Array.from({ length: 997 }, (_, step) => (step + 1) / 998);
    // Evenly spread numbers in place of chance, so that the average is the same each time.
    const even = () => {
      const next = steps.shift() ?? 0;
      steps.push(next);
      return next;
    };
    expect(mean(() => planAway(life, even)) / 60_000).toBeCloseTo(6, 0);
    const runs = () => planRun(life, roll(0.5, 0.5, even())).milliseconds;
    expect(mean(runs) / 60_000).toBeCloseTo(90, -1);
  });

  it("is kept in one file, which another fleet reads, but for what means nothing there", async () => {
    const directory = mkdtempSync(join(tmpdir(), "latchkey-machines-"));
    try {
      const { machine, store, discard } = keepMachine(directory, inventMachine("rtm", "0123456789abcdef"));
      await store.write("certificate.pem", "certificate");
      await store.write("run.json", "here");
      expect(await store.create("certificate.pem", "another")).toBe("certificate");
      const [again] = openMachines(directory);
      expect(again?.machine).toEqual(machine);
      expect(await again?.store.read("certificate.pem")).toBe("certificate");
      expect(await again?.store.read("run.json")).toBeNull();
      discard();
      await store.write("certificate.pem", "late");
      expect(openMachines(directory)).toEqual([]);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
