"use client";

import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { Kbd } from "@/components/ui/kbd";
import { cn } from "@/lib/cn";

type PaletteButtonProps = ComponentProps<"button"> & {
  /** Whether the keyboard has ⌘ in place of Ctrl. */
  apple: boolean;
};

/** Looks like a search box, 248 × 30; an icon on widths up to 820 px. */
export function PaletteButton({ apple, className, ...props }: PaletteButtonProps) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts={apple ? "Meta+K" : "Control+K"}
      {...props}
      className={cn(
        "flex h-7.5 w-62 shrink-0 items-center gap-2 rounded-sm border-transparent bg-surface pr-1.5 pl-2.5 text-fg-3 inset-ring inset-ring-border-strong transition-colors hover:bg-surface-2 hover:text-fg-2 forced-colors:border",
        "max-md:size-11 max-md:justify-center max-md:bg-transparent max-md:p-0 max-md:inset-ring-0 max-md:hover:bg-surface-3",
        className,
      )}
    >
      <Search aria-hidden className="size-3.5 max-md:size-5" />
      <span className="flex-1 text-left max-md:sr-only">Search or jump to</span>
      <span aria-hidden className="flex gap-1 max-md:hidden coarse:hidden">
        <Kbd>{apple ? "⌘" : "Ctrl"}</Kbd>
        <Kbd>K</Kbd>
      </span>
    </button>
  );
}
