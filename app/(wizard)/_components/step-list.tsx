"use client";

import { Check } from "lucide-react";
import type { MouseEvent } from "react";
import { cn } from "@/lib/cn";
import { placeOf, STEPS, type Step } from "./place";
import { STEP_LABELS } from "./steps";

type StepListProps = {
  current: Step;
  done: (step: Step) => boolean;
  reachable: (step: Step) => boolean;
  /** Words below the label: what was chosen, or what is wrong. */
  noteOf: (step: Step) => { text: string; bad: boolean } | null;
  onGo: (step: Step) => void;
};

/** The six steps: a column at the left, a row of numbers on narrow screens. Those that can be gone to are links. */
export function StepList({ current, done, reachable, noteOf, onGo }: StepListProps) {
  return (
    <nav
      aria-label="Steps"
      className="overflow-y-auto border-r bg-bg p-6 max-md:border-r-0 max-md:border-b max-md:px-(--gutter) max-md:py-1.5"
    >
      <ol className="flex flex-col max-md:flex-row max-md:justify-between">
        {STEPS.map((step) => {
          const now = step === current;
          const note = noteOf(step);
          const go = (event: MouseEvent) => {
            event.preventDefault();
            onGo(step);
          };
          const content = (
            <>
              <span
                aria-hidden
                className={cn(
                  "grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold",
                  now
                    ? "bg-ink text-on-ink"
                    : done(step)
                      ? "bg-surface-3 text-fg-2"
                      : "bg-surface text-fg-2 inset-ring inset-ring-border-strong",
                  note?.bad && !now && "bg-bad-bg text-bad-fg inset-ring inset-ring-bad-line",
                )}
              >
                {done(step) && !now && !note?.bad ? <Check className="size-3 stroke-2" /> : step}
              </span>
              <span className="min-w-0 max-md:sr-only">
                <span className={cn("block pt-0.5", now && "font-semibold")}>
                  <span className="sr-only">Step {step}: </span>
                  {STEP_LABELS[step]}
                </span>
                {note ? (
                  <span className={cn("block truncate text-xs", note.bad ? "text-bad-fg" : "text-fg-3")}>
                    {note.text}
                  </span>
                ) : null}
              </span>
            </>
          );
          const box =
            "flex min-w-0 items-start gap-3 rounded-sm max-md:size-11 max-md:items-center max-md:justify-center";
          return (
            <li
              key={step}
              aria-current={now ? "step" : undefined}
              className="relative pb-5 last:pb-0 not-last:before:absolute not-last:before:top-7 not-last:before:bottom-1 not-last:before:left-3 not-last:before:w-px not-last:before:bg-border-strong max-md:pb-0 max-md:before:hidden"
            >
              {reachable(step) && !now ? (
                <a href={placeOf(step)} onClick={go} className={cn(box, "hover:text-fg")}>
                  {content}
                </a>
              ) : (
                <span className={cn(box, !now && "text-fg-2")}>{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
