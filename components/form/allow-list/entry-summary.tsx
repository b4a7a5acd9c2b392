"use client";

import { ListX, Undo2 } from "lucide-react";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format/number";
import { dropNeedless, type EntryReview, isNeedless } from "@/lib/net/review-allow-list";
import { ALLOW_LIST_MAX_LENGTH } from "@/lib/net/schema";
import type { AllowListState } from "./use-allow-list";

type EntrySummaryProps = { list: AllowListState; reviews: readonly EntryReview[]; focusField: () => void };

/** How many entries there are and of which kind, with what can be done to all of them. */
export function EntrySummary({ list, reviews, focusField }: EntrySummaryProps) {
  const { rows, canUndo } = list;
  if (rows.length === 0 && !canUndo) return null;
  const impossible = reviews.filter(({ kind }) => kind === "impossible").length;
  const needless = reviews.filter(isNeedless).length;
  const isTooLong = rows.length - needless > ALLOW_LIST_MAX_LENGTH;
  const entries = (count: number) => formatCount(count, "entry", "entries");
  // The button that was pressed may be gone after it: the field stays.
  const act = (run: () => void, words: string) => {
    run();
    announce(words);
    focusField();
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs text-fg-3">
      <span>{rows.length === 0 ? "No entry: every address" : entries(rows.length)}</span>
      {impossible > 0 ? <span className="font-medium text-bad-fg">{impossible} to correct</span> : null}
      {isTooLong ? <span className="font-medium text-bad-fg">at most {ALLOW_LIST_MAX_LENGTH} can be saved</span> : null}
      <span className="flex flex-wrap gap-1.5 md:ml-auto">
        {needless > 0 ? (
          <Button
            size="sm"
            className="max-md:h-11"
            onClick={() =>
              act(() => list.change(dropNeedless(rows)), `${entries(needless)} removed that changed nothing`)
            }
          >
            Remove {needless} without effect
          </Button>
        ) : null}
        {canUndo ? (
          <Button
            size="sm"
            variant="quiet"
            className="max-md:h-11"
            icon={<Undo2 className="size-3.5" />}
            onClick={() => act(list.undo, "Taken back")}
          >
            Undo
          </Button>
        ) : null}
        {rows.length > 1 ? (
          <Button
            size="sm"
            variant="quiet"
            className="max-md:h-11"
            icon={<ListX className="size-3.5" />}
            onClick={() => act(() => list.change([]), `${entries(rows.length)} removed. Undo brings them back.`)}
          >
            Remove all
          </Button>
        ) : null}
      </span>
    </div>
  );
}
