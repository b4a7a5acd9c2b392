import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

export type SortDirection = "ascending" | "descending";

type ThProps = Omit<ComponentProps<"th">, "children"> & {
  children?: ReactNode;
  numeric?: boolean;
  /** The column shows from 1440 px on; say the same on its Tds. */
  wide?: boolean;
  pinned?: boolean;
  /** The direction this column is sorted in now, if it is. */
  sorted?: SortDirection;
  /** Where a click sorts to, for tables whose order lives in the URL. */
  sortHref?: string;
  /** What a click does, for tables sorted in the browser. */
  onSort?: () => void;
  /** Stands at the right border: what resizes the column. */
  end?: ReactNode;
};

/** A sticky header cell of 44 px; a sortable one holds a link or button and says its direction by aria-sort. */
export function Th({ numeric, wide, pinned, sorted, sortHref, onSort, end, className, children, ...props }: ThProps) {
  const arrow =
    sorted === "ascending" ? (
      <ArrowUp aria-hidden className="size-[13px] text-fg-3" />
    ) : sorted === "descending" ? (
      <ArrowDown aria-hidden className="size-[13px] text-fg-3" />
    ) : null;
  const control = cn(
    "inline-flex min-h-6 items-center gap-1 rounded-xs text-left font-medium whitespace-nowrap hover:text-fg",
    numeric && "flex-row-reverse text-right",
  );
  return (
    <th
      scope="col"
      aria-sort={sorted}
      {...props}
      className={cn(
        "sticky top-0 z-5 h-(--thead-h) border-b bg-surface-2 px-2 text-left align-middle text-xs/[15px] font-medium text-fg-2 aria-[sort]:text-fg",
        numeric && "text-right",
        pinned && "left-0 z-6",
        className,
        wide && "cell-wide",
      )}
    >
      {sortHref ? (
        <Link href={sortHref} scroll={false} prefetch={false} className={control}>
          <span>{children}</span>
          {arrow}
        </Link>
      ) : onSort ? (
        <button type="button" onClick={onSort} className={control}>
          <span>{children}</span>
          {arrow}
        </button>
      ) : (
        children
      )}
      {end}
    </th>
  );
}
