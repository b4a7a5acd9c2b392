"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

export const TooltipProvider = Radix.Provider;

type TooltipProps = {
  /** What the tooltip says; without it nothing opens. */
  content: ReactNode;
  /** One element that takes a ref and can have focus. */
  children: ReactNode;
  side?: ComponentProps<typeof Radix.Content>["side"];
  align?: ComponentProps<typeof Radix.Content>["align"];
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
};

/** Words on ink beside an element, on hover and on focus; Esc closes it. At most 320 px wide. */
export function Tooltip({ content, children, side = "top", align = "center", className, ...state }: TooltipProps) {
  return (
    <Radix.Root {...state}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      {content ? (
        <Radix.Portal>
          <Radix.Content
            side={side}
            align={align}
            sideOffset={6}
            collisionPadding={8}
            className={cn(
              "z-80 w-max max-w-80 animate-rise rounded-sm bg-ink px-2.5 py-2 text-left text-xs/[17px] text-on-ink shadow-2 data-[state=closed]:animate-sink forced-colors:border",
              className,
            )}
          >
            {content}
          </Radix.Content>
        </Radix.Portal>
      ) : null}
    </Radix.Root>
  );
}
