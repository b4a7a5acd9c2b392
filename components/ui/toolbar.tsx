import { X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
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
  return <span className="min-w-0 flex-1" />;
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

type ChipProps = { field: ReactNode; operator: ReactNode; value: ReactNode; onRemove: () => void; removeLabel: string };

/** A filter that is set: field, operator, value and a button that removes it. */
export function FilterChip({ field, operator, value, onRemove, removeLabel }: ChipProps) {
  return (
    <span className="inline-flex h-6.5 shrink-0 items-stretch divide-x divide-border rounded-sm bg-surface text-xs inset-ring inset-ring-border-strong max-md:h-9 forced-colors:border [&>span]:flex [&>span]:items-center [&>span]:px-2">
      <span className="text-fg-2">{field}</span>
      <span className="text-fg-3">{operator}</span>
      <span className="font-medium">{value}</span>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="grid min-w-6 place-items-center rounded-r-sm text-fg-3 hover:bg-surface-2 max-md:min-w-9"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
