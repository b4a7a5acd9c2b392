"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { type LaidColumn, MAX_COLUMN_WIDTH, MIN_COLUMN_WIDTH, withColumn } from "./layout";
import { useTableLayout } from "./layout-provider";

const STEP = 16;

const clamp = (width: number) => Math.round(Math.min(MAX_COLUMN_WIDTH, Math.max(MIN_COLUMN_WIDTH, width)));

/**
 * The right border of a header: dragged, or moved with the arrow keys, it makes the column wider or narrower; a double
 * click or Home gives it its own width again. While it is dragged only the header cell is changed, which the fixed layout
 * of the table follows; the layout hears of it in the end.
 */
export function ResizeHandle({ column: { info, width } }: { column: LaidColumn }) {
  const { layout, change } = useTableLayout();
  const setWidth = (next: number | null) => change(withColumn(layout, info.name, { width: next }));

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    const cell = handle.closest("th");
    if (!cell || event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const startX = event.clientX;
    const startWidth = cell.offsetWidth;
    const before = cell.style.width;
    let next: number | null = null;
    const onMove = (move: globalThis.PointerEvent) => {
      next = clamp(startWidth + move.clientX - startX);
      cell.style.width = `${next}px`;
    };
    const end = new AbortController();
    const onEnd = (isKept: boolean) => {
      end.abort();
      cell.style.width = before;
      if (isKept && next !== null && next !== startWidth) setWidth(next);
    };
    handle.addEventListener("pointermove", onMove, { signal: end.signal });
    handle.addEventListener("pointerup", () => onEnd(true), { signal: end.signal });
    handle.addEventListener("pointercancel", () => onEnd(false), { signal: end.signal });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const shown = event.currentTarget.closest("th")?.offsetWidth ?? info.width;
    const next = { ArrowLeft: clamp(shown - STEP), ArrowRight: clamp(shown + STEP), Home: null }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setWidth(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved; this is the window splitter of the ARIA practices
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${info.label}`}
      aria-valuemin={MIN_COLUMN_WIDTH}
      aria-valuemax={MAX_COLUMN_WIDTH}
      aria-valuenow={width ?? info.width}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={() => setWidth(null)}
      className="group/edge absolute inset-y-0 right-0 z-1 flex w-2.5 cursor-col-resize touch-none justify-end rounded-xs outline-offset-[-2px] max-md:hidden"
    >
      <span className="my-2.5 w-px bg-transparent transition-colors group-hover/edge:bg-border-control group-focus-visible/edge:bg-accent-solid group-active/edge:bg-accent-solid" />
    </span>
  );
}
