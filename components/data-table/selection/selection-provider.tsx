"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { createSelection, type Selection } from "./selection";

const SelectionContext = createContext<Selection | null>(null);

const NONE: ReadonlyMap<string, string> = new Map();
const nothing = () => () => undefined;
const never = () => false;

/**
 * Holds the selected rows of a list for its table and the bar of what can be done with them. They stay while a person
 * turns pages and sorts; another search or filter lets go of them, since rows out of sight are not to be changed.
 * In: `view`, the search and filters in one text; `enabled`, whether the person may change anything at all.
 */
export function SelectionProvider({
  view,
  enabled,
  children,
}: {
  view: string;
  enabled: boolean;
  children: ReactNode;
}) {
  const [selection] = useState(createSelection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is the reason, not an input
  useEffect(() => selection.clear, [selection, view]);
  return <SelectionContext value={enabled ? selection : null}>{children}</SelectionContext>;
}

/** The selection of the list around; null where rows cannot be selected. */
export function useSelection(): Selection | null {
  return useContext(SelectionContext);
}

/** The ids that are selected, with their tags. */
export function useSelected(): ReadonlyMap<string, string> {
  const selection = useSelection();
  return useSyncExternalStore(selection?.subscribe ?? nothing, selection?.read ?? (() => NONE), () => NONE);
}

/** Whether boxes show where rows are cards. */
export function useIsChoosing(): boolean {
  const selection = useSelection();
  return useSyncExternalStore(selection?.subscribe ?? nothing, selection?.isChoosing ?? never, never);
}

/** Whether one row is selected. */
export function useIsSelected(id: string): boolean {
  const selection = useSelection();
  return useSyncExternalStore(
    selection?.subscribe ?? nothing,
    () => selection?.has(id) ?? false,
    () => false,
  );
}
