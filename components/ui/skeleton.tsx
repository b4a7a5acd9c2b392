import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A grey bar in place of text that is on its way; it appears only after 200 ms. Give it a width. */
export function Skeleton({ className, ...props }: ComponentProps<"span">) {
  return (
    <span aria-hidden {...props} className={cn("block h-2.5 animate-skeleton rounded-[5px] bg-surface-3", className)} />
  );
}
