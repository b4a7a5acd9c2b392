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
  return (
    <tr
      {...props}
      data-expanded={expanded || undefined}
      className={cn(
        "group/row outline-offset-[-2px] hover:*:bg-surface-2 data-[expanded]:*:border-b-transparent data-[expanded]:*:bg-surface-2 has-[>td>[role=checkbox][aria-checked=true]]:*:bg-accent-soft focus-visible:*:bg-surface-2",
        "max-md:has-[>td>[role=checkbox][aria-checked=true]]:bg-accent-soft max-md:group-data-[cards]/table:grid max-md:group-data-[cards]/table:grid-cols-[26px_minmax(0,1fr)_auto] max-md:group-data-[cards]/table:items-center max-md:group-data-[cards]/table:gap-x-2.5 max-md:group-data-[cards]/table:gap-y-0.5 max-md:group-data-[cards]/table:border-b max-md:group-data-[cards]/table:py-2 max-md:group-data-[cards]/table:pr-4 max-md:group-data-[cards]/table:pl-4 max-md:group-data-[cards]/table:[grid-template-areas:'lead_title_side'_'lead_text_note'_'lead_body_body'_'lead_foot_foot']",
        className,
      )}
    />
  );
}

const areas = {
  lead: "max-md:self-start max-md:pt-0.5 max-md:[grid-area:lead]",
  title: "max-md:text-[15px]/6 max-md:[grid-area:title]",
  side: "max-md:justify-self-end max-md:[grid-area:side]",
  text: "max-md:text-fg-2 max-md:[grid-area:text]",
  note: "max-md:justify-self-end max-md:text-fg-3 max-md:[grid-area:note]",
  body: "max-md:mt-1 max-md:[grid-area:body]",
  foot: "max-md:min-h-11 max-md:content-center max-md:[grid-area:foot]",
} as const;

/** Takes a column's room under 1440 px but leaves it in the grid, so that a colSpan over all columns still fits. */
export const wideOnly =
  "md:max-2xl:w-0 md:max-2xl:overflow-hidden md:max-2xl:p-0 md:max-2xl:text-[0] md:max-2xl:*:hidden";

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
      className={cn(
        "h-(--row-h) border-b px-2 align-middle transition-colors",
        numeric && "text-right",
        pinned && "bg-surface md:sticky md:left-0 md:z-4",
        "max-md:group-data-[cards]/table:h-auto max-md:group-data-[cards]/table:border-0 max-md:group-data-[cards]/table:bg-transparent! max-md:group-data-[cards]/table:p-0 max-md:group-data-[cards]/table:text-left",
        area ? areas[area] : "max-md:group-data-[cards]/table:hidden",
        className,
        wide && wideOnly,
      )}
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
