"use client";

import { useRouter } from "next/navigation";
import { startTransition, useCallback, useEffect, useOptimistic, useRef } from "react";
import { replaceAddress } from "./expanded-address";
import { ALL_ROWS, EXPANDED_PARAM, type ListLocation, patchLocation } from "./list-location";

/** Rows that are expanded at once without asking the server for the list. */
const MOST_IN_PLACE = 5;

type ExpandedRows = {
  list: ListLocation;
  rowIds: readonly string[];
  /** The expanded rows, as the server read them from the URL. */
  fromServer: readonly string[];
  /** Details are fetched for themselves: the list need not be read again. */
  inPlace: boolean;
};

/**
 * Which rows are expanded. The URL holds it. Either the server sends the details of all of them in one answer and until it
 * does a row that was just opened counts as expanded already; or, in place, the address alone changes.
 * Out: the expanded rows; the list with one row alone expanded, or none; what expands a row or all, and folds them again.
 */
export function useExpandedRows({ list, rowIds, fromServer, inPlace }: ExpandedRows) {
  const router = useRouter();
  const settled = inPlace ? readExpanded(list, rowIds) : fromServer;
  const [expanded, setExpanded] = useOptimistic<ReadonlySet<string>>(new Set(settled));
  const show = (next: ReadonlySet<string>) =>
    startTransition(() => {
      const href = patchLocation(list, { [EXPANDED_PARAM]: toParam(next, rowIds) });
      // Many rows at once come in one answer: a hundred stand-ins first would take longer to draw than to wait.
      if (inPlace && next.size - expanded.size > MOST_IN_PLACE) return router.replace(href, { scroll: false });
      setExpanded(next);
      if (inPlace) replaceAddress(href);
      else router.replace(href, { scroll: false });
    });
  const toggleOne = (id: string) => {
    const next = new Set(expanded);
    if (!next.delete(id)) next.add(id);
    show(next);
  };
  const toggleEvery = () => show(new Set(expanded.size === rowIds.length ? [] : rowIds));

  // Rows that did not change are not drawn again, so what they are given must stay the same.
  const latest = useRef({ toggleOne, toggleEvery });
  useEffect(() => {
    latest.current = { toggleOne, toggleEvery };
  });
  return {
    expanded,
    hrefToToggle: (id: string) => patchLocation(list, { [EXPANDED_PARAM]: expanded.has(id) ? null : id }),
    toggle: useCallback((id: string) => latest.current.toggleOne(id), []),
    toggleAll: useCallback(() => latest.current.toggleEvery(), []),
  };
}

function readExpanded({ search }: ListLocation, rowIds: readonly string[]): readonly string[] {
  const param = new URLSearchParams(search).get(EXPANDED_PARAM) ?? "";
  if (param === ALL_ROWS) return rowIds;
  const named = new Set(param.split(","));
  return rowIds.filter((id) => named.has(id));
}

function toParam(expanded: ReadonlySet<string>, rowIds: readonly string[]): string | null {
  const shown = rowIds.filter((id) => expanded.has(id));
  if (shown.length === 0) return null;
  return shown.length === rowIds.length ? ALL_ROWS : shown.join(",");
}
