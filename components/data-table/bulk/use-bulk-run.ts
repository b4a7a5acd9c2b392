"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { useSelection } from "../selection/selection-provider";
import { type BulkJob, countOutcomes, needsReading, summarize } from "./bulk-job";
import { type RowResult, type RunFailure, type RunReport, runBatches } from "./run-batches";

export type RunProgress = {
  job: BulkJob;
  done: number;
  total: number;
  /** It takes several batches. */
  isLong: boolean;
  isStopping: boolean;
};
export type RunEnd = { job: BulkJob; report: RunReport };

export type BulkRun = {
  /** null while nothing runs. */
  progress: RunProgress | null;
  /** A run whose results are shown. */
  shown: RunEnd | null;
  start: (job: BulkJob) => void;
  /**
   * The same for a dialog that asked before: resolves when the first batch is done, with null, or with the reason when
   * that batch was refused; nothing was changed then and nothing else says so.
   */
  startAsked: (job: BulkJob) => Promise<RunFailure | null>;
  /** Ends the run after the batch under way. */
  stop: () => void;
  /** Goes on with the rows of the shown run that are not done. */
  retryRest: () => void;
  /** The opposite for what the shown run changed. */
  undoShown: () => void;
  hideResults: () => void;
};

const BUSY: RunFailure = { message: "Another change is still running.", fields: {}, uncertain: 0 };
const NOTHING: readonly RowResult[] = [];

/**
 * Runs what is to be done to many rows, one run at a time, and keeps what became of them. Rows that had their turn leave
 * the selection. When the page goes, the run ends after the batch under way, and a toast says how far it came.
 * In: rows of one request.
 */
export function useBulkRun(batch: number): BulkRun {
  const router = useRouter();
  const selection = useSelection();
  const [progress, setProgress] = useState<RunProgress | null>(null);
  const [shown, setShown] = useState<RunEnd | null>(null);
  const current = useRef<{ isStopped: boolean } | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      if (current.current) current.current.isStopped = true;
    };
  }, []);

  const raiseToast = (end: RunEnd) => {
    const counts = countOutcomes(end.report);
    const { title, others } = summarize(counts, end.job.words);
    const { undo, words } = end.job;
    const showDetails = () => {
      // Toasts give the focus back to what had it before. Let go of it now: done later, it would be taken from the dialog.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      setShown(end);
    };
    const details = { label: "Details", onClick: showDetails };
    const back =
      undo && counts.changed > 0 ? { label: "Undo", onClick: () => startUndo(undo(changedIds(end))) } : undefined;
    const action = back ?? (isGone.current ? undefined : details);
    const raise = counts.changed === 0 || needsReading(counts) ? toast.warning : toast.success;
    raise(title, {
      description: others.join(", ") || words.note,
      ...(action && { action }),
      ...(back && !isGone.current && { cancel: details }),
    });
  };

  const run = async (
    job: BulkJob,
    earlier: readonly RowResult[],
    tellRefusal: (refusal: RunFailure | null) => boolean,
  ) => {
    if (job.ids.length === 0) return;
    // Clicks and keys can come twice before the bar is drawn anew.
    if (current.current) {
      tellRefusal(BUSY);
      return;
    }
    const control = { isStopped: false };
    current.current = control;
    const isStopped = () => control.isStopped;
    const total = job.ids.length;
    const isLong = total > batch;
    setProgress({ job, done: 0, total, isLong, isStopping: false });
    const report = await runBatches({
      ids: job.ids,
      size: batch,
      send: job.send,
      isStopped,
      onProgress: (done) => {
        tellRefusal(null);
        setProgress({ job, done, total, isLong, isStopping: control.isStopped });
      },
    });
    current.current = null;
    setProgress(null);
    const { failure } = report;
    if (failure && report.results.length === 0 && tellRefusal(failure)) return;
    const rest = new Set(report.rest);
    selection?.remove(job.ids.filter((id) => !rest.has(id)));
    const end = { job, report: { ...report, results: [...earlier, ...report.results] } };
    if (isGone.current) {
      raiseToast(end);
      return;
    }
    // Without a network or a session, reading the page again would leave it, and take what is to be said along.
    if (!failure) router.refresh();
    if (needsReading(countOutcomes(end.report))) setShown(end);
    else raiseToast(end);
  };
  const start = (job: BulkJob) => void run(job, NOTHING, () => false);
  /** From a toast, which goes when it is clicked: what cannot begin has to say so. */
  const startUndo = (job: BulkJob) =>
    void run(job, NOTHING, (refusal) => {
      if (refusal === BUSY) toast.error("Not undone", { description: BUSY.message });
      return refusal === BUSY;
    });

  const takeShown = (next: (end: RunEnd) => void) => {
    setShown(null);
    if (shown) next(shown);
  };
  return {
    progress,
    shown,
    start,
    startAsked: (job) =>
      new Promise((resolve) => {
        void run(job, NOTHING, (refusal) => {
          resolve(refusal);
          return true;
        }).then(() => resolve(null));
      }),
    stop: () => {
      if (current.current) current.current.isStopped = true;
      setProgress((running) => running && { ...running, isStopping: true });
    },
    retryRest: () =>
      takeShown(({ job, report }) => void run({ ...job, ids: report.rest }, report.results, () => false)),
    undoShown: () => takeShown((end) => end.job.undo && startUndo(end.job.undo(changedIds(end)))),
    // The summary stays within reach when its list is closed.
    hideResults: () => takeShown(raiseToast),
  };
}

function changedIds({ report }: RunEnd): string[] {
  return report.results.flatMap(({ id, outcome }) => (outcome === "changed" ? [id] : []));
}
