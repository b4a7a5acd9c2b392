"use client";

import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { type ButtonVariants, buttonVariants } from "./button-variants";
import { off } from "./off";

export type ButtonProps = ComponentProps<"button"> &
  ButtonVariants & {
    /** A lucide icon before the words. */
    icon?: ReactNode;
    /** An icon after the words, such as a chevron of a menu. */
    endIcon?: ReactNode;
    /** Work is under way: the icon turns into a spinner and further clicks do nothing. */
    busy?: boolean;
    /** Turns the button off but leaves it focusable and lets it say why. */
    disabledReason?: string | undefined;
    /** Renders the only child (a link, say) with the button's looks. */
    asChild?: boolean;
  };

/** A button of 28, 32, 36 or 40 px. Not a submit button unless `type` says so. */
export function Button({
  variant,
  size,
  icon,
  endIcon,
  busy = false,
  disabledReason,
  asChild = false,
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const Root = asChild ? Slot.Root : "button";
  return (
    <Root
      type={asChild ? undefined : "button"}
      className={cn(buttonVariants({ variant, size }), busy && "cursor-progress", className)}
      {...(busy ? { "aria-busy": true } : {})}
      {...off(disabledReason)}
      {...props}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <LoaderCircle className="animate-spin" /> : icon}
      {asChild ? <Slot.Slottable>{children}</Slot.Slottable> : children}
      {endIcon}
    </Root>
  );
}
