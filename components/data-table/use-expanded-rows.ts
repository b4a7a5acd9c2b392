"use client";

import { useRouter } from "next/navigation";
import { startTransition, useCallback, useEffect, useOptimistic, useRef } from "react";
import { ALL_ROWS, type ListLocation, patchLocation } from "./list-location";

function toParam(expanded: ReadonlySet<string>, rowIds: readonly string[]): string | null {
  const shown = rowIds.filter((id) => expanded.has(id));
  if (shown.length === 0) return null;
  return shown.length === rowIds.length ? ALL_ROWS : shown.join(",");
}

/**
 * Which rows are expanded. The URL holds it, so the server sends the details of all of them in one answer; until it does,
 * a row that was just opened counts as expanded already.
 * Out: the expanded rows; the list with one row alone expanded, or none; what expands a row or all, and folds them again.
 */
export function useExpandedRows(list: ListLocation, rowIds: readonly string[], fromServer: readonly string[]) {
  const router = useRouter();
  const [expanded, setExpanded] = useOptimistic<ReadonlySet<string>>(new Set(fromServer));
  const show = (next: ReadonlySet<string>) =>
    startTransition(() => {
      setExpanded(next);
      router.replace(patchLocation(list, { expanded: toParam(next, rowIds) }), { scroll: false });
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
    hrefToToggle: (id: string) => patchLocation(list, { expanded: expanded.has(id) ? null : id }),
    toggle: useCallback((id: string) => latest.current.toggleOne(id), []),
    toggleAll: useCallback(() => latest.current.toggleEvery(), []),
  };
}
