"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { cn } from "@/lib/cn";
import { StandIn } from "./stand-in";

export type TooltipSide = "top" | "right" | "bottom" | "left";
export type TooltipAlign = "start" | "center" | "end";

export type TooltipContentProps = {
  /** The element it speaks of, already on the page. */
  of: RefObject<HTMLElement | null>;
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  side: TooltipSide;
  align: TooltipAlign;
  className?: string | undefined;
  children: ReactNode;
};

/** The words of a tooltip. They stay while the pointer goes over to them; Esc, scrolling and a press elsewhere close them. */
export function TooltipContent({ of, id, open, onOpenChange, className, children, ...place }: TooltipContentProps) {
  return (
    <Radix.Provider>
      <Radix.Root open={open} onOpenChange={onOpenChange}>
        <Radix.Trigger asChild>
          <StandIn of={of} />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            {...place}
            id={id}
            sideOffset={6}
            collisionPadding={8}
            className={cn(
              "z-80 w-max max-w-80 animate-rise rounded-sm bg-ink px-2.5 py-2 text-left text-xs/[17px] text-on-ink shadow-2 data-[state=closed]:animate-sink forced-colors:border",
              className,
            )}
          >
            {children}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
