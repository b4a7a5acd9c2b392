"use client";

import { Slot } from "radix-ui";
import { type PointerEvent, type ReactNode, type SyntheticEvent, useEffect, useId, useRef, useState } from "react";
import { late, useLate } from "./late";
import type { TooltipAlign, TooltipContentProps, TooltipSide } from "./tooltip-content";
import { isTravelling, OPEN_AFTER_MS, opensAtOnce, setTravelling, takeTurn } from "./tooltip-turns";

const contentPart = late(() => import("./tooltip-content"));

type TooltipProps = {
  /** What the tooltip says; without it nothing opens. */
  content: ReactNode;
  /** One element that takes a ref and can have focus. */
  children: ReactNode;
  side?: TooltipSide;
  align?: TooltipAlign;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
};

/**
 * Words on ink beside an element, on hover and on focus; Esc closes it. At most 320 px wide. A page has hundreds of them and
 * shows one, so here is only what listens; what shows the words comes with the first hover or focus.
 */
export function Tooltip({ content, children, side = "top", align = "center", className, ...control }: TooltipProps) {
  const id = useId();
  const element = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOver = useRef(false);
  const isPressed = useRef(false);
  const [own, setOwn] = useState(false);
  const [used, setUsed] = useState(false);
  const open = (control.open ?? own) && Boolean(content);
  if (open && !used) setUsed(true);

  const change = (next: boolean) => {
    clearTimeout(timer.current);
    setOwn(next);
    control.onOpenChange?.(next);
  };
  const close = (event: SyntheticEvent) => {
    if (!event.defaultPrevented) change(false);
  };
  const enter = (event: PointerEvent) => {
    if (event.pointerType === "touch" || isOver.current) return;
    if (open) setTravelling(false);
    else if (isTravelling()) return;
    isOver.current = true;
    if (content) contentPart.warm();
    if (opensAtOnce()) change(true);
    else timer.current = setTimeout(() => change(true), OPEN_AFTER_MS);
  };
  const leave = () => {
    isOver.current = false;
    // Once the words are there, they see whether the pointer goes over to them.
    if (open && contentPart.read()) setTravelling(true);
    else change(false);
  };
  const press = () => {
    if (open) change(false);
    isPressed.current = true;
    const release = () => {
      isPressed.current = false;
    };
    addEventListener("pointerup", release, { once: true });
    addEventListener("pointercancel", release, { once: true });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn is taken when it opens; what closes it does not change
  useEffect(() => (open ? takeTurn(() => change(false)) : undefined), [open]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <Slot.Root
        ref={element}
        aria-describedby={open ? id : undefined}
        onPointerMove={enter}
        onPointerEnter={(event) => {
          // A pointer that came before the page was hydrated: its entering is told again afterwards, its moves are not.
          if (!event.isTrusted) enter(event);
        }}
        onPointerLeave={leave}
        onPointerDown={press}
        onFocus={() => {
          if (!isPressed.current) change(true);
        }}
        onBlur={close}
        onClick={close}
      >
        {children}
      </Slot.Root>
      {used ? (
        <LateContent
          of={element}
          id={id}
          open={open}
          onOpenChange={change}
          side={side}
          align={align}
          className={className}
        >
          {content}
        </LateContent>
      ) : null}
    </>
  );
}

function LateContent(props: TooltipContentProps) {
  // Without its words a control still works: there is nothing to say about it.
  const part = useLate(contentPart, props.open, () => undefined);
  return part ? <part.TooltipContent {...props} /> : null;
}
