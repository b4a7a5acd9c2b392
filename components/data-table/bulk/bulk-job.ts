import { formatCount } from "@/lib/format/number";
import type { Result } from "@/lib/result";
import type { RowResult, RunReport } from "./run-batches";

/** Something to do to many rows. */
export type BulkJob = {
  ids: readonly string[];
  /** Does it to one batch of them. */
  send: (ids: string[]) => Promise<Result<RowResult[]>>;
  words: {
    /** "key", "keys" */
    noun: readonly [one: string, many: string];
    /** While it runs: "Disabling". */
    doing: string;
    /** After the rows it changed: "disabled". */
    done: string;
    /** After the rows that needed no change: "already disabled". */
    already: string;
    /** A second line of the summary. */
    note?: string;
  };
  /** Names of rows that had no turn, by id: at most 100 are asked for. Without it they are told by their ids. */
  nameRows?: (ids: string[]) => Promise<ReadonlyMap<string, string>>;
  /** The way back, for the rows that were changed. */
  undo?: (ids: string[]) => BulkJob;
};

export type OutcomeCounts = { changed: number; unchanged: number; skipped: number; rest: number };

/** In: a report. Out: how many rows had each outcome. */
export function countOutcomes({ results, rest }: RunReport): OutcomeCounts {
  const count = (outcome: RowResult["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  return { changed: count("changed"), unchanged: count("unchanged"), skipped: count("skipped"), rest: rest.length };
}

/** Whether a report has news that nobody must miss: rows that were skipped or are not done. */
export function needsReading({ skipped, rest }: OutcomeCounts): boolean {
  return skipped + rest > 0;
}

/** In: counts of a run and its words. Out: "4 keys disabled", then what else became of rows: "1 skipped". */
export function summarize(counts: OutcomeCounts, { noun, done, already }: BulkJob["words"]) {
  const others = [
    counts.skipped > 0 ? formatCount(counts.skipped, "skipped", "skipped") : null,
    counts.unchanged > 0 ? formatCount(counts.unchanged, already, already) : null,
    counts.rest > 0 ? formatCount(counts.rest, "not done", "not done") : null,
  ].filter((words) => words !== null);
  const title = counts.changed === 0 ? `No ${noun[0]} ${done}` : `${formatCount(counts.changed, ...noun)} ${done}`;
  return { title, others };
}
