"use client";

import { Slot } from "radix-ui";
import { type ReactElement, type ReactNode, type RefObject, useId, useRef } from "react";
import { late, NOT_LOADED, useLate } from "./late";
import { StandIn } from "./stand-in";
import { toast } from "./toast";

type PopoverParts = typeof import("./popover");

const popoverParts = late(() => import("./popover"));

type PanelProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A PopoverContent, put together from the parts it is given; with a button of its own it takes the id. */
  children: (parts: PopoverParts, id: string) => ReactNode;
};

/** Fetches what panels are made of, for a hand or a focus that nears something that opens one. */
export const warmPopover = popoverParts.warm;

/** A panel beside an element that is no button of its own; its code comes when it opens first, if `warmPopover` has not brought it. */
export function LazyPanel({ anchor, ...panel }: PanelProps & { anchor: RefObject<HTMLElement | null> }) {
  const id = useId();
  const popover = usePopover(panel);
  if (!popover) return null;
  return (
    <popover.Popover open={panel.open} onOpenChange={panel.onOpenChange}>
      <popover.PopoverAnchor asChild>
        <StandIn of={anchor} />
      </popover.PopoverAnchor>
      {panel.children(popover, id)}
    </popover.Popover>
  );
}

type LazyPopoverProps = PanelProps & {
  /** The button that opens and closes it; it stays the same element from the first answer on. */
  trigger: ReactElement;
};

/** A panel and its button. The code comes with the hand or the focus that nears the button. */
export function LazyPopover({ trigger, ...panel }: LazyPopoverProps) {
  const id = useId();
  const button = useRef<HTMLElement>(null);
  const popover = usePopover(panel);
  const open = panel.open && popover !== null;
  return (
    <>
      <Slot.Root
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-state={open ? "open" : "closed"}
        onPointerEnter={popoverParts.warm}
        onFocus={popoverParts.warm}
        onClick={(event) => {
          if (!event.defaultPrevented) panel.onOpenChange(!panel.open);
        }}
        onBlur={() => {
          // Who has gone on is not called back by a panel that comes late.
          if (panel.open && !popover) panel.onOpenChange(false);
        }}
      >
        {trigger}
      </Slot.Root>
      {popover ? (
        <popover.Popover open={panel.open} onOpenChange={panel.onOpenChange}>
          <popover.PopoverTrigger asChild>
            <StandIn of={button} />
          </popover.PopoverTrigger>
          {panel.children(popover, id)}
        </popover.Popover>
      ) : null}
    </>
  );
}

function usePopover({ open, onOpenChange }: PanelProps) {
  return useLate(popoverParts, open, () => {
    onOpenChange(false);
    toast.error(NOT_LOADED);
  });
}
