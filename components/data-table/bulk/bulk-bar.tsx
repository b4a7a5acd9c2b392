"use client";

import { X } from "lucide-react";
import dynamic from "next/dynamic";
import { type ComponentProps, memo, type ReactNode, useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announcer";
import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/lib/cn";
import { formatCount, formatNumber } from "@/lib/format/number";
import { useSelected, useSelection } from "../selection/selection-provider";
import { BulkProgress, describeRun } from "./bulk-progress";
import { SelectMatching } from "./select-matching";
import { focusList, useBarFocus } from "./use-bar-focus";
import type { BulkRun } from "./use-bulk-run";
import { useLeaveQuestion } from "./use-leave-question";

const loadResults = () => import("./results-dialog");
const loadLeave = () => import("./leave-dialog");
const ResultsDialog = dynamic(() => loadResults().then((module) => module.ResultsDialog), { ssr: false });
const LeaveDialog = dynamic(() => loadLeave().then((module) => module.LeaveDialog), { ssr: false });

/** A run that takes longer than this shows how far it is. */
const SHOW_AFTER_MS = 400;
/** The page's own measure of how much of its lower end the bar takes; table and toasts keep clear of it. */
const ROOM = "--bar-room";
const GAP = 14;

type BulkBarProps = {
  run: BulkRun;
  noun: readonly [one: string, many: string];
  /** How to select all rows that match; `view` is the search and filters in one text. */
  all: Omit<ComponentProps<typeof SelectMatching>, "count" | "noun"> & { view: string };
  /** The verbs: what can be done with the selected rows. */
  children: ReactNode;
};

/**
 * What can be done with the rows that are selected in the list around; floats above the table's footer and is there only
 * while rows are selected or something runs. Esc clears the selection, too: that key is the table's.
 */
export function BulkBar({ run, noun, all: { view, ...all }, children }: BulkBarProps) {
  const selection = useSelection();
  const count = useSelected().size;
  const { progress } = run;
  const isRunning = progress !== null;
  const open = count > 0 || isRunning;
  const [phase, setPhase] = useState<"open" | "closing" | "closed">("closed");
  if (open && phase !== "open") setPhase("open");
  if (!open && phase === "open") setPhase("closing");
  const [hasShown, setHasShown] = useState(false);
  if (run.shown && !hasShown) setHasShown(true);
  const bar = useRef<HTMLElement>(null);
  useBarFocus(bar, open, isRunning);
  useRoom(bar, open);
  useEffect(() => {
    // A run may end because the network is gone; what tells so must be here by then.
    if (open) Promise.all([loadResults(), loadLeave()]).catch(() => undefined);
  }, [open]);
  const isSlow = useIsSlow(isRunning);
  const question = useLeaveQuestion(isRunning);

  const clear = () => {
    selection?.clear();
    announce("Selection cleared");
  };
  return (
    <>
      {phase === "closed" ? null : (
        <div className="pointer-events-none relative z-30 h-0 shrink-0 max-md:h-auto">
          <div className="absolute inset-x-3 bottom-[58px] flex justify-center max-md:static">
            <section
              ref={bar}
              aria-label="Bulk actions"
              aria-busy={isRunning}
              inert={phase === "closing"}
              onAnimationEnd={(event) => {
                if (event.target === event.currentTarget && phase === "closing") setPhase("closed");
              }}
              className={cn(
                "pointer-events-auto flex h-11 min-w-0 items-center gap-1 rounded-md bg-raised pr-1.5 pl-3.5 text-sm whitespace-nowrap shadow-3 forced-colors:border",
                "max-md:h-auto max-md:min-h-14 max-md:w-full max-md:flex-wrap max-md:gap-y-0 max-md:rounded-none max-md:border-t max-md:py-1 max-md:pl-(--gutter) max-md:shadow-none",
                phase === "open" ? "animate-dialog-in" : "animate-dialog-out",
              )}
            >
              <Kept frozen={phase === "closing"}>
                {progress && (isSlow || progress.isLong) ? (
                  <BulkProgress progress={progress} onStop={run.stop} />
                ) : (
                  <>
                    <Count count={count} noun={noun} />
                    <SelectMatching key={view} count={count} noun={noun} {...all} />
                    <BarSeparator />
                    <div className="contents max-md:order-2 max-md:-ml-2 max-md:flex max-md:basis-full max-md:flex-wrap max-md:justify-between max-md:[&_.lucide]:hidden max-md:[&>button]:px-2">
                      {children}
                    </div>
                    <BarSeparator />
                    <IconButton
                      label="Clear selection"
                      tooltip="Clear selection (Esc)"
                      size="md"
                      onClick={clear}
                      className="max-md:order-1 max-md:ml-auto"
                    >
                      <X />
                    </IconButton>
                  </>
                )}
              </Kept>
            </section>
          </div>
        </div>
      )}
      {progress && question.isAsked ? <LeaveDialog question={question} doing={describeRun(progress)} /> : null}
      {hasShown ? (
        <ResultsDialog
          run={run}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const next = open ? bar.current?.querySelector("button") : null;
            if (next) next.focus();
            else focusList();
          }}
        />
      ) : null}
    </>
  );
}

function Count({ count, noun }: { count: number; noun: BulkBarProps["noun"] }) {
  useEffect(() => {
    if (count > 0) announce(`${formatCount(count, ...noun)} selected`);
  }, [count, noun]);
  return <span className="font-medium">{formatNumber(count)} selected</span>;
}

/** The line between parts of the bar. */
export function BarSeparator() {
  return <span aria-hidden className="mx-1.5 h-4.5 w-px shrink-0 bg-border max-md:hidden" />;
}

/** What the bar shows stays as it was while the bar goes. */
const Kept = memo(
  ({ children }: { frozen: boolean; children: ReactNode }) => <>{children}</>,
  (_before, { frozen }) => frozen,
);

/** Whether `running` has been true for long enough to be worth showing. */
function useIsSlow(running: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!running) return;
    const timer = setTimeout(() => setIsSlow(true), SHOW_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setIsSlow(false);
    };
  }, [running]);
  return isSlow;
}

function useRoom(bar: { current: HTMLElement | null }, open: boolean) {
  useEffect(() => {
    const element = bar.current;
    if (!open || !element) return;
    const { style } = document.documentElement;
    const measure = new ResizeObserver(() => style.setProperty(ROOM, `${element.offsetHeight + GAP}px`));
    measure.observe(element);
    return () => {
      measure.disconnect();
      style.removeProperty(ROOM);
    };
  }, [bar, open]);
}
