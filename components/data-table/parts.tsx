import type { ReactNode } from "react";

/** Classes of the column that holds the expander. */
export const EXPANDER = "w-12 pr-1 pl-(--gutter)";

/** A header for assistive technology only, above a column of icons. */
export function HiddenHeader({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}
