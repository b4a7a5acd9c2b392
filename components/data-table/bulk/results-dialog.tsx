"use client";

import { CircleCheck, CircleDashed, CircleMinus, CircleSlash, Download } from "lucide-react";
import { type ComponentProps, useEffect, useState } from "react";
import { saveTextFile } from "@/components/one-time-key/save-text-file";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { formatCount, formatNumber } from "@/lib/format/number";
import { countOutcomes, summarize } from "./bulk-job";
import { writeResultsCsv } from "./results-csv";
import type { RunFailure } from "./run-batches";
import type { BulkRun, RunEnd } from "./use-bulk-run";

/** Rows that are drawn; a file holds them all. */
const ROWS_SHOWN = 200;
/** Rows without a turn that are asked for their names. */
const ROWS_NAMED = 100;
const FILE_NAME = "results.csv";

type ResultsDialogProps = {
  run: Pick<BulkRun, "shown" | "hideResults" | "retryRest" | "undoShown">;
  onCloseAutoFocus: ComponentProps<typeof DialogContent>["onCloseAutoFocus"];
};

/** What became of each row of a run: what was skipped or not done first. */
export function ResultsDialog({ run, onCloseAutoFocus }: ResultsDialogProps) {
  const [last, setLast] = useState(run.shown);
  // While the dialog goes it still shows what it showed.
  if (run.shown && run.shown !== last) setLast(run.shown);
  return (
    <Dialog open={run.shown !== null} onOpenChange={(open) => (open ? undefined : run.hideResults())}>
      <DialogContent onCloseAutoFocus={onCloseAutoFocus}>
        {last ? <Results end={last} run={run} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function Results({ end: { job, report }, run }: { end: RunEnd; run: ResultsDialogProps["run"] }) {
  const counts = countOutcomes(report);
  const { title, others } = summarize(counts, job.words);
  const restReason = report.failure ? explainFailure(report.failure) : "The run was stopped.";
  const names = useRestNames({ job, report });
  const entries = listEntries({ job, report }, names);
  const more = entries.length - ROWS_SHOWN;
  return (
    <>
      <DialogHeader title={title} description={others.join(" · ") || job.words.note} />
      <DialogBody>
        {counts.rest > 0 ? (
          <Banner
            tone={report.failure ? "bad" : "warn"}
            title={`${formatCount(counts.rest, ...job.words.noun)} ${counts.rest === 1 ? "is" : "are"} not done.`}
          >
            {restReason}
          </Banner>
        ) : null}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
        <section tabIndex={0} aria-label="Results" className="max-h-96 min-h-24 overflow-y-auto rounded-md border">
          <ul className="divide-y">
            {entries.slice(0, ROWS_SHOWN).map((entry) => (
              <ResultRow key={entry.id} {...entry} />
            ))}
          </ul>
          {more > 0 ? (
            <p className="border-t px-3 py-2 text-xs text-fg-3">
              The first {formatNumber(ROWS_SHOWN)} of {formatNumber(entries.length)}. The file holds them all.
            </p>
          ) : null}
        </section>
      </DialogBody>
      <DialogFooter
        note={
          <Button
            size="lg"
            variant="quiet"
            icon={<Download className="size-3.5" />}
            className="-ml-3"
            onClick={() => saveTextFile(FILE_NAME, writeResultsCsv(report, restReason).trimEnd())}
          >
            Download CSV
          </Button>
        }
      >
        {job.undo && counts.changed > 0 ? (
          <Button size="lg" onClick={run.undoShown}>
            Undo
          </Button>
        ) : null}
        <DialogClose asChild>
          <Button size="lg" variant={counts.rest > 0 ? "secondary" : "primary"}>
            Close
          </Button>
        </DialogClose>
        {counts.rest > 0 ? (
          <Button size="lg" variant="primary" onClick={run.retryRest}>
            {report.failure ? "Retry rest" : "Do the rest"}
          </Button>
        ) : null}
      </DialogFooter>
    </>
  );
}

/** Names of the first rows that had no turn, as soon as they are known. */
function useRestNames({ job, report }: RunEnd): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const ids = report.rest.slice(0, ROWS_NAMED);
    if (ids.length === 0) return;
    let isShown = true;
    job.nameRows?.(ids).then(
      (found) => isShown && setNames(found),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [job, report]);
  return names;
}

/** In: why a run ended early. Out: that, and what nobody knows about the rows whose answer is missing. */
function explainFailure({ message, uncertain }: RunFailure): string {
  if (uncertain === 0) return message;
  return `${message} ${uncertain === 1 ? "One of them" : `Up to ${formatNumber(uncertain)} of them`} may be done all the same; a retry finds out.`;
}

const OUTCOMES = {
  skipped: { icon: CircleSlash, mark: "text-warn-fg" },
  rest: { icon: CircleDashed, mark: "text-bad-fg" },
  unchanged: { icon: CircleMinus, mark: "text-fg-3" },
  changed: { icon: CircleCheck, mark: "text-ok-fg" },
} as const;

type Kind = keyof typeof OUTCOMES;
type Entry = { id: string; name: string | null; kind: Kind; word: string; reason: string | null };

function listEntries({ job: { words }, report }: RunEnd, names: ReadonlyMap<string, string>): Entry[] {
  const word = {
    skipped: "Skipped",
    rest: "Not done",
    unchanged: upperFirst(words.already),
    changed: upperFirst(words.done),
  };
  const entries: Entry[] = report.results.map(({ id, name, outcome, reason }) => ({
    id,
    name,
    kind: outcome,
    word: word[outcome],
    reason,
  }));
  for (const id of report.rest) {
    entries.push({ id, name: names.get(id) ?? null, kind: "rest", word: word.rest, reason: null });
  }
  const order = Object.keys(OUTCOMES);
  return entries.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ResultRow({ id, name, kind, word, reason }: Entry) {
  const { icon: Icon, mark } = OUTCOMES[kind];
  return (
    <li className="grid grid-cols-[14px_minmax(0,1fr)_auto] gap-x-2.5 px-3 py-2">
      <Icon aria-hidden className={`mt-[3px] size-3.5 ${mark}`} />
      <span className="[overflow-wrap:anywhere]">
        {name === null ? (
          <code className="font-mono text-2xs text-fg-2">{id}</code>
        ) : (
          <span className="font-medium">{name}</span>
        )}
      </span>
      <span className="text-fg-2">{word}</span>
      {reason ? (
        <span className="col-start-2 col-end-4 text-xs text-fg-3 [overflow-wrap:anywhere]">{reason}</span>
      ) : null}
    </li>
  );
}
