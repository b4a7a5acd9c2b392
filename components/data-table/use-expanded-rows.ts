"use client";

import { useRouter } from "next/navigation";
import { startTransition, useOptimistic } from "react";
import { ALL_ROWS, type ListLocation, patchLocation } from "./list-location";

function toParam(expanded: ReadonlySet<string>, rowIds: readonly string[]): string | null {
  const shown = rowIds.filter((id) => expanded.has(id));
  if (shown.length === 0) return null;
  return shown.length === rowIds.length ? ALL_ROWS : shown.join(",");
}

/**
 * Which rows are expanded. The URL holds it, so the server sends the details of all of them in one answer; until it does,
 * a row that was just opened counts as expanded already.
 */
export function useExpandedRows(list: ListLocation, rowIds: readonly string[], fromServer: readonly string[]) {
  const router = useRouter();
  const [expanded, setExpanded] = useOptimistic<ReadonlySet<string>>(new Set(fromServer));

  const hrefFor = (next: ReadonlySet<string>) => patchLocation(list, { expanded: toParam(next, rowIds) });
  const show = (next: ReadonlySet<string>) =>
    startTransition(() => {
      setExpanded(next);
      router.replace(hrefFor(next), { scroll: false });
    });
  const toggled = (id: string) => {
    const next = new Set(expanded);
    if (!next.delete(id)) next.add(id);
    return next;
  };
  return {
    expanded,
    hrefToToggle: (id: string) => hrefFor(toggled(id)),
    toggle: (id: string) => show(toggled(id)),
  };
}
