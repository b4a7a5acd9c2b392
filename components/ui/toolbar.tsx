import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** The 32 px row of controls above a table. Put ToolbarSpacer between its left and right half. */
export function Toolbar({ label, className, ...props }: ComponentProps<"fieldset"> & { label: string }) {
  return (
    <fieldset
      aria-label={label}
      {...props}
      className={cn(
        "flex min-w-0 shrink-0 flex-wrap items-center gap-2 px-(--gutter) py-2.5 max-md:gap-1 max-md:pr-2",
        className,
      )}
    />
  );
}

export function ToolbarSpacer() {
  return <span className="min-w-0 flex-1 max-md:hidden" />;
}

export function ToolbarSeparator() {
  return <span aria-hidden className="mx-0.5 h-4.5 w-px shrink-0 bg-border max-md:hidden" />;
}

/** Muted 12 px words in a toolbar, such as the age of the data. */
export function ToolbarNote({ className, ...props }: ComponentProps<"span">) {
  return <span {...props} className={cn("pr-0.5 pl-1 text-xs whitespace-nowrap text-fg-3 max-md:hidden", className)} />;
}

/** The row of filter chips below the toolbar. */
export function FilterBar({ className, ...props }: ComponentProps<"fieldset">) {
  return (
    <fieldset
      aria-label="Filters"
      {...props}
      className={cn(
        "flex min-w-0 shrink-0 flex-wrap items-center gap-1.5 px-(--gutter) pb-2.5 max-md:flex-nowrap max-md:overflow-x-auto max-md:[scrollbar-width:none]",
        className,
      )}
    />
  );
}

/** A filter that could be set: dashed. Forwards everything to a button, so it can be a menu's trigger. */
export function SuggestChip({ className, ...props }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...props}
      className={cn(
        "inline-flex h-6.5 shrink-0 items-center gap-[5px] rounded-sm border border-dashed border-border-strong px-[9px] text-xs text-fg-2 hover:border-solid hover:bg-surface-2 max-md:h-9 [&_em]:text-fg-3 [&_em]:not-italic [&>.lucide]:size-3 [&>.lucide]:text-fg-3",
        className,
      )}
    />
  );
}

type ChipProps = ComponentProps<"fieldset"> & { label: string };

/** A filter that is set: its parts are the buttons and the link given as children, the last of which removes it. */
export function FilterChip({ label, className, ...props }: ChipProps) {
  return (
    <fieldset
      aria-label={label}
      {...props}
      className={cn(
        "inline-flex h-6.5 min-w-0 shrink-0 items-stretch divide-x divide-border rounded-sm border border-border-strong bg-surface text-xs whitespace-nowrap max-md:h-9 [&>*]:flex [&>*]:items-center [&>*]:px-2 [&>*]:outline-offset-[-1px] [&>*:first-child]:rounded-l-sm [&>*:hover]:bg-surface-2 [&>*:last-child]:min-w-6 [&>*:last-child]:justify-center [&>*:last-child]:rounded-r-sm [&>*:last-child]:px-0 [&>*:last-child]:text-fg-3 max-md:[&>*:last-child]:min-w-9",
        className,
      )}
    />
  );
}
