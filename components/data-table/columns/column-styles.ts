import type { CSSProperties } from "react";
import { isArranged, type LaidColumn, type TableLayout } from "./layout";

/** Style of React with custom properties. */
type Style = CSSProperties & Record<`--${string}`, string>;

/** Room of what stands before the columns: the expander, and the box to select a row where there is one. */
const LEADS = { expander: 48, selectable: 70 } as const;
const ACTIONS = 68;

/** Classes that put the widths of `styleColumn` and `styleTable` to work; cards take all the room there is. */
export const COLUMN_WIDTH = "md:w-(--narrow) xl:w-(--normal)";
export const TABLE_WIDTH = "md:min-w-(--least-narrow) xl:min-w-(--least-normal) 2xl:min-w-(--least-whole)";

type Room = "narrow" | "normal" | "whole";

/**
 * In: a layout and a column of it. Out: its width from 1360 px of window width on (`--normal`) and below (`--narrow`).
 * One column takes the room that is left over: the first, or the last when the first has a width of its own.
 */
export function styleColumn(layout: TableLayout, column: LaidColumn): Style | undefined {
  if (column === elasticColumn(layout)) return undefined;
  return { "--narrow": `${widthIn("narrow", column)}px`, "--normal": `${widthIn("normal", column)}px` };
}

/** In: a layout, what stands around its columns. Out: the least width of the table at each window width. */
export function styleTable(
  layout: TableLayout,
  { selectable, actions }: { selectable: boolean; actions: boolean },
): Style {
  const around = (selectable ? LEADS.selectable : LEADS.expander) + (actions ? ACTIONS : 0);
  const sum = (room: Room) => {
    const shown = layout.columns.filter((column) => column.visible && !isLeftOut(layout, column, room));
    return `${shown.reduce((width, column) => width + widthIn(room, column), around)}px`;
  };
  return { "--least-narrow": sum("narrow"), "--least-normal": sum("normal"), "--least-whole": sum("whole") };
}

/** Whether a column shows from 1440 px of window width on only. */
export function isWideOnly(layout: TableLayout, { info }: LaidColumn): boolean {
  return Boolean(info.isWide) && !isArranged(layout);
}

function isLeftOut(layout: TableLayout, column: LaidColumn, room: Room): boolean {
  return room !== "whole" && isWideOnly(layout, column);
}

function widthIn(room: Room, { info, width }: LaidColumn): number {
  return width ?? (room === "narrow" ? (info.narrowWidth ?? info.width) : info.width);
}

function elasticColumn({ columns }: TableLayout): LaidColumn | undefined {
  const [first] = columns;
  return first?.width === null ? first : columns.findLast(({ visible }) => visible);
}
