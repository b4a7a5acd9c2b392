import type { FieldErrors } from "@/lib/errors";
import type { Result } from "@/lib/result";

/** What became of one row. */
export type RowResult = {
  id: string;
  /** null when nobody knows it any more. */
  name: string | null;
  outcome: "changed" | "unchanged" | "skipped";
  /** Why it was skipped, in a sentence. */
  reason: string | null;
};

/** Why a run ended before all rows had their turn. */
export type RunFailure = {
  /** What to show, in sentences. */
  message: string;
  /** What is wrong with the input, by field. */
  fields: FieldErrors;
  /** Rows that may have been changed all the same: the answer to their batch never came. */
  uncertain: number;
};

export type RunReport = {
  results: RowResult[];
  /** Ids that had no turn, or whose turn failed. */
  rest: string[];
  /** null when all had their turn, and when somebody stopped the run. */
  failure: RunFailure | null;
};

type RunBatches = {
  ids: readonly string[];
  /** Rows of one request. */
  size: number;
  send: (ids: string[]) => Promise<Result<RowResult[]>>;
  /** Told after each batch how many rows have had their turn. */
  onProgress: (done: number) => void;
  /** Asked between batches, but not before the first. */
  isStopped: () => boolean;
};

/**
 * Sends rows in batches, one after the other, and collects what became of each. Never throws: a batch that fails ends the
 * run, since the next one would most likely fail as well; what is done stays done.
 */
export async function runBatches({ ids, size, send, onProgress, isStopped }: RunBatches): Promise<RunReport> {
  const results: RowResult[] = [];
  for (let at = 0; at < ids.length; at += size) {
    const rest = ids.slice(at);
    if (at > 0 && isStopped()) return { results, rest, failure: null };
    const batch = rest.slice(0, size);
    const answer = await send(batch).catch(() => null);
    if (!answer?.ok) {
      const failure = answer
        ? { message: answer.error.message, fields: answer.error.fields, uncertain: 0 }
        : { message: "The server did not answer.", fields: {}, uncertain: batch.length };
      return { results, rest, failure };
    }
    results.push(...answer.data);
    onProgress(at + batch.length);
  }
  return { results, rest: [], failure: null };
}
