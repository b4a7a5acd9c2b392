"use client";

import { Slot } from "radix-ui";
import { type MouseEvent, type ReactNode, useState } from "react";
import { Tooltip } from "./tooltip";

type DisabledReasonProps = {
  /** Why the control is off, in words that also say what to do. Without it the control is on. */
  reason?: ReactNode;
  /** What the tooltip says while the control is on. */
  tooltip?: ReactNode;
  children: ReactNode;
};

/**
 * Turns a control off while keeping it focusable and able to say why: aria-disabled, clicks stopped, the reason as a
 * tooltip on hover, on focus and, because touch has neither, on tap. The tree is the same on and off, so that a control
 * that has focus keeps it when it is turned off.
 */
export function DisabledReason({ reason, tooltip, children }: DisabledReasonProps) {
  const [open, setOpen] = useState(false);
  const content = reason || tooltip;
  const stop = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOpen(true);
  };
  return (
    <Tooltip content={content} open={open && Boolean(content)} onOpenChange={setOpen}>
      <Slot.Root {...(reason ? { "aria-disabled": "true", onClickCapture: stop } : {})}>{children}</Slot.Root>
    </Tooltip>
  );
}
