"use client";

import { Slot } from "radix-ui";
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useRef,
  useState,
} from "react";
import { FocusFirst } from "./focus-first";
import { late, NOT_LOADED, useLate } from "./late";
import { StandIn } from "./stand-in";
import { toast } from "./toast";

type MenuParts = typeof import("./dropdown-menu");

const menuParts = late(() => import("./dropdown-menu"));

type LazyMenuProps = {
  /** The button that opens it; it stays the same element from the first answer on. */
  trigger: ReactElement;
  /** What is in the menu, put together from the parts it is given. */
  children: (parts: MenuParts) => ReactNode;
  side?: "top" | "bottom";
  className?: string;
};

type State = "closed" | "open" | "open on first";

/**
 * A drop-down menu whose code comes with the hand or the focus that nears its button. Pressed before that, the button
 * opens it as soon as it is there.
 */
export function LazyMenu({ trigger, children, ...content }: LazyMenuProps) {
  const id = useId();
  const button = useRef<HTMLElement>(null);
  const [state, setState] = useState<State>("closed");
  const wanted = state !== "closed";
  const menu = useLate(menuParts, wanted, () => {
    setState("closed");
    toast.error(NOT_LOADED);
  });
  const open = wanted && menu !== null;
  const toggle = (to: State = "open") => setState(wanted ? "closed" : to);

  const press = (event: PointerEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey) return;
    toggle();
    // The button does not take the focus that the menu is about to get.
    if (!wanted) event.preventDefault();
  };
  const type = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !["Enter", " ", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    // A menu that is there sees for itself that a key opened it.
    const to = menu ? "open" : "open on first";
    if (event.key === "ArrowDown") setState(to);
    else toggle(to);
  };
  return (
    <>
      <Slot.Root
        ref={button}
        id={id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? `${id}-menu` : undefined}
        data-state={open ? "open" : "closed"}
        onPointerEnter={menuParts.warm}
        onFocus={menuParts.warm}
        onPointerDown={press}
        onKeyDown={type}
        onBlur={() => {
          // Who has gone on is not called back by a menu that comes late.
          if (!menu) setState("closed");
        }}
      >
        {trigger}
      </Slot.Root>
      {menu ? (
        <menu.DropdownMenu open={open} onOpenChange={(next) => setState(next ? "open" : "closed")}>
          <menu.DropdownMenuTrigger asChild>
            <StandIn of={button} />
          </menu.DropdownMenuTrigger>
          <menu.DropdownMenuContent {...content} id={`${id}-menu`} aria-labelledby={id}>
            {state === "open on first" ? <FocusFirst /> : null}
            {children(menu)}
          </menu.DropdownMenuContent>
        </menu.DropdownMenu>
      ) : null}
    </>
  );
}
