"use client";

import { useEffect, useState } from "react";
import type { FilterColumn } from "@/lib/table/filters";
import type { Choice } from "./words";

const WAIT_MS = 250;
const FAILED = "The choices could not be loaded. Close this and try again.";

/**
 * Looks up the choices of a column that does not bring its own. In: the column, a part of the names wanted. Out: the first
 * of them and whether there are more, or an error as a sentence.
 */
export type LoadChoices = (
  column: string,
  search: string,
) => Promise<{ choices: readonly Choice[]; more?: boolean } | { error: string }>;

type Answer = { search: string; choices: readonly Choice[]; more: boolean; error?: string };
type Loaded = {
  column: string;
  answer: Answer;
  /** All that was ever answered, so that a chosen value keeps its name. */
  seen: readonly Choice[];
  /** The whole has more than one answer holds: the server searches. */
  isMany: boolean;
};

/** In: a column, what is typed to search it. Out: the choices that fit it; `found` is missing while the first load runs. */
export function useChoices(column: FilterColumn, search: string, load: LoadChoices | undefined) {
  const { name, choices: own } = column;
  const [state, setState] = useState<Loaded>();
  const loaded = state?.column === name ? state : undefined;
  const text = search.trim();
  const wanted = loaded && !loaded.isMany ? "" : text;
  const isAsked = loaded?.answer.search === wanted;
  useEffect(() => {
    if (own || !load || isAsked) return;
    let current = true;
    const timer = setTimeout(
      () => {
        load(name, wanted)
          .catch(() => ({ error: FAILED }))
          .then((result) => {
            if (!current) return;
            const answer: Answer = { search: wanted, choices: [], more: false, ...result };
            setState((before) => {
              const same = before?.column === name ? before : undefined;
              const seen = [...answer.choices, ...(same?.seen ?? [])];
              return { column: name, answer, seen, isMany: same?.isMany ?? answer.more };
            });
          });
      },
      wanted === "" ? 0 : WAIT_MS,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [name, own, load, wanted, isAsked]);

  const choices = own ?? loaded?.answer.choices;
  const isMany = loaded?.isMany ?? false;
  const fits = ({ label }: Choice) => label.toLocaleLowerCase().includes(text.toLocaleLowerCase());
  return {
    found: isMany ? choices : choices?.filter(fits),
    seen: own ?? loaded?.seen ?? [],
    more: loaded?.answer.more ?? false,
    isMany,
    busy: !own && !isAsked,
    error: own ? undefined : loaded?.answer.error,
  };
}
