"use client";

import { Suspense, use, useEffect, useRef, useState, useTransition } from "react";
import { announce } from "@/components/ui/announcer";
import { toast } from "@/components/ui/toast";
import { formatCount, formatNumber } from "@/lib/format/number";
import type { Result } from "@/lib/result";
import type { ListCount } from "@/lib/table/count";
import { SELECTION_LIMIT, type Selected } from "../selection/selection";
import { useSelection } from "../selection/selection-provider";

export type MatchingRows = {
  rows: Selected[];
  /** Rows that match but cannot be selected. */
  leftOut: number;
  /** There are more than can be selected at once. */
  isTruncated: boolean;
};

type SelectMatchingProps = {
  /** How many rows are selected. */
  count: number;
  /** How many rows match; null when that is not known. */
  matching: Promise<ListCount | null>;
  load: () => Promise<Result<MatchingRows>>;
  noun: readonly [one: string, many: string];
  /** Why rows are left out: "managed". */
  leftOutWord: string;
};

/**
 * Selects all rows that match the search and filters, also those of other pages; says how many could not be. Give it the
 * search and filters as `key`: an answer for others must not be taken over.
 */
export function SelectMatching({ count, matching, load, noun, leftOutWord }: SelectMatchingProps) {
  const selection = useSelection();
  const [pending, startTransition] = useTransition();
  const [all, setAll] = useState<{ size: number; leftOut: number }>();
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const select = () =>
    startTransition(async () => {
      const result = await load().catch(() => null);
      if (!isHere.current) return;
      if (!result?.ok) {
        toast.error("Not selected", { description: result?.error.message ?? "The server did not answer." });
        return;
      }
      const { rows, leftOut, isTruncated } = result.data;
      if (isTruncated) {
        toast.warning(`More than ${formatNumber(SELECTION_LIMIT)} ${noun[1]} match`, {
          description: `At most ${formatNumber(SELECTION_LIMIT)} can be selected at once. Narrow the search or the filters.`,
        });
        return;
      }
      selection?.clear();
      selection?.add(rows);
      setAll({ size: rows.length, leftOut });
    });

  useEffect(() => {
    if (!all) return;
    const left = all.leftOut > 0 ? `, ${formatNumber(all.leftOut)} ${leftOutWord} left out` : "";
    announce(`${formatCount(all.size, ...noun)} selected${left}`);
  }, [all, noun, leftOutWord]);

  if (all?.size === count) {
    return (
      <span className="ml-2 text-fg-3">
        {all.leftOut > 0 ? `${formatNumber(all.leftOut)} ${leftOutWord} left out` : "All that match"}
      </span>
    );
  }
  return (
    <Suspense>
      <SelectButton count={count} matching={matching} pending={pending} onClick={select} />
    </Suspense>
  );
}

type SelectButtonProps = Pick<SelectMatchingProps, "count" | "matching"> & { pending: boolean; onClick: () => void };

function SelectButton({ count, matching, pending, onClick }: SelectButtonProps) {
  const total = use(matching);
  if (total && !total.about && total.total <= count) return null;
  return (
    <button
      type="button"
      aria-busy={pending || undefined}
      onClick={pending ? undefined : onClick}
      className="ml-2 rounded-xs py-1 font-medium text-accent underline-offset-3 hover:text-accent-hover hover:underline aria-busy:cursor-progress max-md:min-h-11"
    >
      {total && !total.about ? `Select all ${formatNumber(total.total)} matching` : "Select all matching"}
    </button>
  );
}
