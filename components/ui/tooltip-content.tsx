"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { StandIn } from "./stand-in";

export type TooltipContentProps = {
  /** The element it speaks of, already on the page. */
  of: RefObject<HTMLElement | null>;
  id: string;
  onClose: () => void;
  children: ReactNode;
};

/** The words of a tooltip. They stay while the pointer goes over to them; Esc, scrolling and a press elsewhere close them. */
export function TooltipContent({ of, id, onClose, children }: TooltipContentProps) {
  return (
    <Radix.Provider>
      <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
        <Radix.Trigger asChild>
          <StandIn of={of} />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            id={id}
            side="top"
            sideOffset={6}
            collisionPadding={8}
            className="z-80 w-max max-w-80 animate-rise rounded-sm bg-ink px-2.5 py-2 text-left text-xs/[17px] text-on-ink shadow-2 forced-colors:border"
          >
            {children}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
