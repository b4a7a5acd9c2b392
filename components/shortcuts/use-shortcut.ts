"use client";

import { useEffect, useEffectEvent } from "react";
import { isApple } from "./keys";
import { readPlace } from "./place";
import {
  findShortcut,
  registeredShortcuts,
  registerShortcut,
  type ShortcutGroup,
  type ShortcutScope,
} from "./registry";
import { readSingleKeys } from "./single-keys";

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented) return;
  const shortcut = findShortcut(registeredShortcuts(), event, () => readPlace(event.target), {
    apple: isApple(navigator.userAgent),
    singleKeys: readSingleKeys(),
  });
  // A key that is held down may move through rows, but opens nothing twice.
  if (!shortcut || (event.repeat && shortcut.scope === "anywhere")) return;
  event.preventDefault();
  shortcut.run(event);
}

type UseShortcut = {
  /** One chord or several that do the same: "mod+k" (⌘ or Ctrl), "?", "j", "shift+e", "ArrowDown", "Space", "Delete". */
  keys: string | readonly string[];
  /** What it does, as the list of shortcuts says it: "Add a provisioning key". */
  label: string;
  group: ShortcutGroup;
  /** "table": only while the focus is inside [data-table-keys]. */
  scope?: ShortcutScope;
  /** While false, the shortcut does nothing and is not listed. */
  enabled?: boolean;
  /** The browser's own answer to the key is prevented already. */
  run: (event: KeyboardEvent) => void;
};

/**
 * A keyboard shortcut for as long as the component is there. Characters alone do nothing while one types, in dialogs and
 * menus, and when they are turned off; Enter and Space are left to a focused button or link; nothing works below a
 * dialog. Of two with the same keys, the table's goes first, then the one that came last.
 */
export function useShortcut({ keys, label, group, scope = "anywhere", enabled = true, run }: UseShortcut): void {
  const fire = useEffectEvent(run);
  const chords = [keys].flat().join(" ");
  useEffect(() => {
    if (!enabled) return;
    // One listener, however many ask for it: the browser tells equal ones apart by the function.
    document.addEventListener("keydown", onKeyDown);
    const remove = registerShortcut({ keys: chords.split(" "), label, group, scope, run: (event) => fire(event) });
    return () => {
      remove();
      if (registeredShortcuts().length === 0) document.removeEventListener("keydown", onKeyDown);
    };
  }, [enabled, chords, label, group, scope]);
}
