import type { ReactNode } from "react";

/** Classes of the columns that hold the expander and the box to select a row. */
export const EXPANDER = "w-12 pr-1 pl-(--gutter)";
export const EXPANDER_AFTER_BOX = "w-7 px-0.5";
export const SELECT_BOX = "w-[42px] pr-1 pl-(--gutter)";

/** A header for assistive technology only, above a column of icons. */
export function HiddenHeader({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}
