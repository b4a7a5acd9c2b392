import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** One key of the keyboard. */
export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      {...props}
      className={cn(
        "inline-grid h-4.5 min-w-4.5 place-items-center rounded-xs bg-surface-2 px-1 font-sans text-2xs/none font-medium text-fg-2 inset-ring inset-ring-border-strong",
        className,
      )}
    />
  );
}
