"use client";

import { useState } from "react";
import { splitEntries, tidyEntry } from "@/lib/net/review-allow-list";
import { cidrSchema } from "@/lib/net/schema";

/** Steps that can be undone. */
const STEPS = 50;

const same = (a: readonly string[], b: readonly string[]) => JSON.stringify(a) === JSON.stringify(b);

/**
 * An allow list under edit. What is typed but not added yet is the end of the value already, so that saving takes it along.
 * In: the value of the form, what takes a new one. Out: the entries that were added, the text being typed, and what changes them.
 */
export function useAllowList(value: readonly string[], onChange: (value: string[]) => void) {
  const [typed, setTyped] = useState("");
  // Steps back from `at`; once the form has another list, from elsewhere, they lead nowhere.
  const [past, setPast] = useState<{ at: readonly string[]; steps: (readonly string[])[] }>({ at: [], steps: [] });
  const pending = splitEntries(typed);
  const isAtEnd = same(value.slice(value.length - pending.length), pending);
  const draft = isAtEnd ? typed : "";
  const rows = isAtEnd ? value.slice(0, value.length - pending.length) : value;
  const steps = same(past.at, rows) ? past.steps : [];

  const put = (next: readonly string[], text: string) => {
    setTyped(text);
    onChange([...next, ...splitEntries(text)]);
  };
  const change = (next: readonly string[], text = draft) => {
    if (!same(next, rows)) setPast({ at: next, steps: [...steps, rows].slice(-STEPS) });
    put(next, text);
  };
  return {
    rows,
    draft,
    canUndo: steps.length > 0,
    /** What is wrong with the text being typed. */
    draftProblem: pending
      .map((entry) => cidrSchema.safeParse(entry).error?.issues[0]?.message)
      .find((problem) => problem !== undefined),
    type: (text: string) => put(rows, text),
    /** Out: how many entries the text has. */
    add: (text: string) => {
      const entries = splitEntries(text);
      change([...rows, ...entries.map(tidyEntry)], "");
      return entries.length;
    },
    /** Puts what the text says in the place of an entry: none, one or several. */
    replace: (index: number, text: string) => {
      const entries = splitEntries(text).map(tidyEntry);
      change([...rows.slice(0, index), ...entries, ...rows.slice(index + 1)]);
    },
    change: (next: readonly string[]) => change(next),
    undo: () => {
      const before = steps.at(-1);
      if (!before) return;
      setPast({ at: before, steps: steps.slice(0, -1) });
      put(before, draft);
    },
  };
}

export type AllowListState = ReturnType<typeof useAllowList>;
