"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

/** Several lines of text; grows with its content where the browser can. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  const control = useFieldControl(props);
  return (
    <textarea
      rows={rows}
      {...control}
      className={cn(
        "field-sizing-content max-h-80 min-h-18 w-full resize-y rounded-sm border border-border-control bg-surface px-2.5 py-2 text-sm outline-offset-[-1px] focus-visible:border-ring aria-invalid:border-bad-mark disabled:cursor-not-allowed disabled:border-border disabled:bg-surface-2 disabled:text-fg-3 max-md:text-lg",
        className,
      )}
    />
  );
}
