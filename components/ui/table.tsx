import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** The scrolling region around a table; only it scrolls, so header and footer of the page stay. */
export function TableScroll({ label, className, ...props }: ComponentProps<"section"> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      {...props}
      className={cn(
        "relative min-h-64 flex-1 scroll-pt-(--thead-h) overflow-auto border-t outline-offset-[-2px]",
        // A bar that floats over the end of the rows leaves room to read the last one, and to see the one with the focus.
        "md:scroll-pb-[calc(var(--bar-room,0px)+14px)] md:pb-(--bar-room,0px)",
        className,
      )}
    />
  );
}

type TableProps = ComponentProps<"table"> & {
  /** Says what the table is, for assistive technology; becomes its accessible name. */
  caption: string;
  /** Rows turn into cards on widths up to 820 px; give every Td that shall stay an `area`. */
  cards?: boolean;
};

/** Fixed layout, borders per cell so that the sticky header keeps its own. Set widths on Th and a min-w on the table. */
export function Table({ caption, cards = false, className, children, ...props }: TableProps) {
  return (
    <table
      {...props}
      data-cards={cards || undefined}
      className={cn(
        "group/table w-full table-fixed border-separate border-spacing-0 text-sm",
        cards && "max-md:block max-md:min-w-0 max-md:[&>tbody]:block max-md:[&>thead]:hidden",
        className,
      )}
    >
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  );
}

export function THead({ className, ...props }: ComponentProps<"thead">) {
  return <thead {...props} className={cn("max-md:group-data-[cards]/table:hidden", className)} />;
}

export function TBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

type TrProps = ComponentProps<"tr"> & {
  /** The row below shows details: this one loses its lower border. */
  expanded?: boolean;
};

/** A row of 36 px (32 compact, 44 comfortable), tinted while a box in it is checked. With focus on the row itself the ring is drawn inside it. */
export function Tr({ expanded, className, ...props }: TrProps) {
  return <tr {...props} data-expanded={expanded || undefined} className={cn("group/row row", className)} />;
}

const areas = {
  lead: "cell-lead",
  title: "cell-title",
  side: "cell-side",
  text: "cell-text",
  note: "cell-note",
  body: "cell-body",
  foot: "cell-foot",
} as const;

type TdProps = ComponentProps<"td"> & {
  numeric?: boolean;
  /** The column shows from 1440 px on, and in cards. Say the same on its Th. */
  wide?: boolean;
  /** Stays at the left edge while the table scrolls sideways: the name. Say the same on its Th. */
  pinned?: boolean;
  /** Where the cell goes when rows turn into cards; without it the cell is left out there. */
  area?: keyof typeof areas;
};

export function Td({ numeric, wide, pinned, area, className, ...props }: TdProps) {
  return (
    <td
      {...props}
      // Joined as it is: none of these sets what another one does, and a page has 250 cells.
      className={`cell ${area ? areas[area] : "cell-none"}${numeric ? " cell-numeric" : ""}${pinned ? " cell-pinned" : ""}${className ? ` ${className}` : ""}${wide ? " cell-wide" : ""}`}
    />
  );
}

/** The details below an expanded row, in the same shade; left out when rows are cards. */
export function ExpandedRow({ colSpan, className, children, ...props }: ComponentProps<"tr"> & { colSpan: number }) {
  return (
    <tr {...props} className="max-md:group-data-[cards]/table:hidden">
      <td colSpan={colSpan} className="border-b bg-surface-2 p-0">
        <div
          className={cn(
            "grid min-h-42 animate-rise grid-cols-4 pt-1 pr-(--gutter) pb-4 pl-19 text-xs max-xl:grid-cols-2 max-xl:gap-y-4 [&>section]:min-w-0 [&>section]:border-l [&>section]:px-5 [&>section:first-child]:border-l-0 [&>section:first-child]:pl-0 max-xl:[&>section:nth-child(odd)]:border-l-0 max-xl:[&>section:nth-child(odd)]:pl-0 [&>section>:is(h2,h3)]:mb-2 [&>section>:is(h2,h3)]:font-semibold",
            className,
          )}
        >
          {children}
        </div>
      </td>
    </tr>
  );
}

/** The 44 px bar below a table: rows per page, range, page buttons. */
export function TableFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      {...props}
      className={cn(
        "flex min-h-11 shrink-0 items-center gap-3 border-t bg-surface px-(--gutter) text-xs text-fg-2",
        className,
      )}
    />
  );
}
