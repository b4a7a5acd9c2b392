"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { Filter } from "@/lib/table/filters";
import { formatFilter } from "@/lib/table/filters-url";
import type { FilterDraft } from "./draft";
import { finishDraft } from "./finish-draft";

const WAIT_MS = 250;

/** Says how many rows there will be with a filter: "3 keys match"; null when it cannot say. */
export type DescribeMatches = (filter: Filter) => Promise<string | null>;

/**
 * What a draft would find, once it has stood for a moment. An answer counts only for the draft it was asked for, so a slow
 * one never replaces a newer one. Out: undefined while the draft is incomplete or no answer is there; nothing waits for it.
 */
export function useMatches(draft: FilterDraft, say: DescribeMatches | undefined): string | undefined {
  const result = finishDraft(draft);
  const filter = "filter" in result ? result.filter : undefined;
  const key = filter && say ? formatFilter(filter) : undefined;
  const [answer, setAnswer] = useState<{ key: string; words: string | null }>();
  const ask = useEffectEvent(async () => (filter && say ? await say(filter) : null));
  useEffect(() => {
    if (key === undefined) return;
    let current = true;
    const timer = setTimeout(() => {
      ask().then(
        (words) => {
          if (current) setAnswer({ key, words });
        },
        // Without an answer there is nothing to say; Apply will tell.
        () => undefined,
      );
    }, WAIT_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [key]);
  return key !== undefined && answer?.key === key ? (answer.words ?? undefined) : undefined;
}
