"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { menuBox } from "./menu-box";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;
export const PopoverAnchor = Radix.Anchor;
export const PopoverClose = Radix.Close;

/** A small panel beside its trigger; give it an aria-label. */
export function PopoverContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        collisionPadding={8}
        align="start"
        {...props}
        className={cn(menuBox, "max-w-[calc(100vw-16px)] p-3", className)}
      />
    </Radix.Portal>
  );
}
