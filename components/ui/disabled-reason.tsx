"use client";

import { Slot } from "radix-ui";
import { type MouseEvent, type ReactNode, useState } from "react";
import { Tooltip } from "./tooltip";

type DisabledReasonProps = {
  /** Why the control is off, in words that also say what to do. Without it the control is left alone. */
  reason: ReactNode;
  children: ReactNode;
};

/**
 * Turns a control off while keeping it focusable and able to say why: aria-disabled, clicks stopped, the reason as a
 * tooltip on hover, on focus and, because touch has neither, on tap.
 */
export function DisabledReason({ reason, children }: DisabledReasonProps) {
  const [open, setOpen] = useState(false);
  if (!reason) return children;
  const stop = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOpen(true);
  };
  return (
    <Tooltip content={reason} open={open} onOpenChange={setOpen}>
      <Slot.Root aria-disabled="true" onClickCapture={stop}>
        {children}
      </Slot.Root>
    </Tooltip>
  );
}
