"use client";

import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const Tabs = Radix.Root;
export const TabsContent = Radix.Content;

/** A segmented row of tabs inside a page or dialog; for whole pages use LinkTabs. */
export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return (
    <Radix.List
      {...props}
      className={cn("inline-flex max-w-full gap-0.5 overflow-x-auto rounded-sm bg-surface-3 p-0.5", className)}
    />
  );
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      {...props}
      className={cn(
        "h-7 rounded-[5px] px-2.5 text-xs font-medium whitespace-nowrap text-fg-2 outline-offset-[-2px] data-[state=active]:bg-seg-on data-[state=active]:text-fg data-[state=active]:shadow-1 data-[state=active]:inset-ring data-[state=active]:inset-ring-border-strong max-md:h-9 forced-colors:data-[state=active]:border",
        className,
      )}
    />
  );
}
