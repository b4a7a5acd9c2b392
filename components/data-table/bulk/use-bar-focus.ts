"use client";

import { type RefObject, useEffect, useRef } from "react";
import { actAfterLayers } from "../after-layers";

/** Puts the focus back into the list: on the row that had it last, or else on the page. */
export function focusList(): void {
  const row = document.querySelector<HTMLElement>('[data-table-keys] [data-row][tabindex="0"]');
  (row ?? document.getElementById("content"))?.focus({ preventScroll: true });
}

/**
 * Keeps the focus when what had it goes: a verb of the bar, a dialog that a verb opened, or the bar itself. It moves to the
 * bar as long as that is there, else to the list. A focus that is somewhere already stays.
 * In: the bar, whether it is there, whether a run shows in it.
 */
export function useBarFocus(bar: RefObject<HTMLElement | null>, open: boolean, running: boolean): void {
  const before = useRef({ open, running });
  useEffect(() => {
    const { open: wasOpen, running: wasRunning } = before.current;
    before.current = { open, running };
    // A bar that comes takes nothing away.
    if (open && !running && !wasRunning) return;
    if (!open && !wasOpen) return;
    const restore = () => {
      const { activeElement } = document;
      const isLost = activeElement === null || activeElement === document.body;
      const isLeft = !open && bar.current?.contains(activeElement);
      if (!isLost && !isLeft) return;
      if (open) bar.current?.querySelector("button")?.focus({ preventScroll: true });
      else focusList();
    };
    return actAfterLayers(restore);
  }, [bar, open, running]);
}
