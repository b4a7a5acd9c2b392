import { describe, expect, it } from "vitest";
import type { Result } from "@/lib/result";
import { type BulkJob, countOutcomes, needsReading, summarize } from "./bulk-job";
import { writeResultsCsv } from "./results-csv";
import { type RowResult, runBatches } from "./run-batches";

const IDS = Array.from({ length: 250 }, (_, n) => `row-${n + 1}`);
const changed = (id: string): RowResult => ({ id, name: id.toUpperCase(), outcome: "changed", reason: null });
const answer = (ids: string[]): Result<RowResult[]> => ({ ok: true, data: ids.map(changed) });
const refusal: Result<RowResult[]> = {
  ok: false,
  error: { code: "unauthenticated", message: "You are signed out.", fields: {}, requestId: "r" },
};

type Send = (ids: string[]) => Promise<Result<RowResult[]>>;

/** Runs all of IDS, noting what was sent and what was told. */
async function runAll(send: Send, isStopped = () => false) {
  const sent: string[][] = [];
  const told: number[] = [];
  const report = await runBatches({
    ids: IDS,
    size: 100,
    send: (ids) => {
      sent.push(ids);
      return send(ids);
    },
    onProgress: (done) => told.push(done),
    isStopped,
  });
  return { sent, told, report };
}

describe("runBatches", () => {
  it("sends one batch after the other and keeps each result", async () => {
    let open = 0;
    const { sent, told, report } = await runAll(async (ids) => {
      open += 1;
      await Promise.resolve();
      expect(open).toBe(1);
      open -= 1;
      return answer(ids);
    });
    expect(sent.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(sent.flat()).toEqual(IDS);
    expect(told).toEqual([100, 200, 250]);
    expect(report).toEqual({ results: IDS.map(changed), rest: [], failure: null });
  });

  it("stops between batches, and does the batch under way to its end", async () => {
    let isStopped = false;
    const stopInSecond: Send = async (ids) => {
      isStopped = ids[0] === "row-101";
      return answer(ids);
    };
    const { sent, told, report } = await runAll(stopInSecond, () => isStopped);
    expect(sent).toHaveLength(2);
    expect(told).toEqual([100, 200]);
    expect(report.results).toHaveLength(200);
    expect(report.rest).toEqual(IDS.slice(200));
    expect(report.failure).toBeNull();
  });

  it("does the first batch even when it is told to stop before", async () => {
    const { sent } = await runAll(
      async (ids) => answer(ids),
      () => true,
    );
    expect(sent).toHaveLength(1);
  });

  it("ends at a refusal and says what is left, with the server's words", async () => {
    const { sent, told, report } = await runAll(async (ids) => (ids[0] === "row-101" ? refusal : answer(ids)));
    expect(sent).toHaveLength(2);
    expect(told).toEqual([100]);
    expect(report.results.map(({ id }) => id)).toEqual(IDS.slice(0, 100));
    expect(report.rest).toEqual(IDS.slice(100));
    expect(report.failure).toEqual({ message: "You are signed out.", fields: {}, uncertain: 0 });
  });

  it("does not claim to know about a batch whose answer is lost", async () => {
    const { report } = await runAll(async (ids) => {
      if (ids[0] === "row-201") throw new TypeError("Failed to fetch");
      return answer(ids);
    });
    expect(report.rest).toEqual(IDS.slice(200));
    expect(report.failure).toEqual({ message: "The server did not answer.", fields: {}, uncertain: 50 });
  });

  it("goes on with the rest after a failure, and has each row once", async () => {
    let isDown = true;
    const first = await runAll(async (ids) => (isDown && ids[0] === "row-101" ? refusal : answer(ids)));
    isDown = false;
    const retry = await runBatches({
      ids: first.report.rest,
      size: 100,
      send: async (ids) => answer(ids),
      onProgress: () => undefined,
      isStopped: () => false,
    });
    expect([...first.report.results, ...retry.results].map(({ id }) => id)).toEqual(IDS);
    expect(retry.rest).toEqual([]);
  });
});

const WORDS: BulkJob["words"] = {
  noun: ["key", "keys"],
  doing: "Disabling",
  done: "disabled",
  already: "already disabled",
};

const MIXED = {
  results: [
    changed("a"),
    { id: "b", name: "=cmd|' /C calc'!A0", outcome: "skipped", reason: "The key is managed (Deception)." },
    { id: "c", name: null, outcome: "skipped", reason: "The key was deleted." },
    { id: "d", name: "D", outcome: "unchanged", reason: null },
  ] satisfies RowResult[],
  rest: ["e"],
  failure: null,
};

describe("the summary of a run", () => {
  it("counts what became of the rows", () => {
    const counts = countOutcomes(MIXED);
    expect(counts).toEqual({ changed: 1, unchanged: 1, skipped: 2, rest: 1 });
    expect(summarize(counts, WORDS)).toEqual({
      title: "1 key disabled",
      others: ["2 skipped", "1 already disabled", "1 not done"],
    });
  });

  it("says so when nothing changed, and separates thousands", () => {
    const none = { changed: 0, unchanged: 0, skipped: 0, rest: 0 };
    expect(summarize(none, WORDS)).toEqual({ title: "No key disabled", others: [] });
    expect(summarize({ ...none, changed: 1204 }, WORDS).title).toBe("1,204 keys disabled");
  });

  it.each([
    [{ changed: 3, unchanged: 2, skipped: 0, rest: 0 }, false],
    [{ changed: 3, unchanged: 0, skipped: 1, rest: 0 }, true],
    [{ changed: 3, unchanged: 0, skipped: 0, rest: 1 }, true],
  ])("asks to be read when rows were skipped or are not done: %j", (counts, expected) => {
    expect(needsReading(counts)).toBe(expected);
  });
});

describe("writeResultsCsv", () => {
  it("writes each row with its outcome, and nothing that a spreadsheet runs", () => {
    expect(writeResultsCsv(MIXED, "The run was stopped.").split("\r\n")).toEqual([
      '"id","name","outcome","reason"',
      '"a","A","changed",""',
      `"b","'=cmd|' /C calc'!A0","skipped","The key is managed (Deception)."`,
      '"c","","skipped","The key was deleted."',
      '"d","D","unchanged",""',
      '"e","","not done","The run was stopped."',
      "",
    ]);
  });
});
