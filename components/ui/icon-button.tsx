"use client";

import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { type IconButtonVariants, iconButtonVariants } from "./button-variants";
import { off } from "./off";

export type IconButtonProps = Omit<ComponentProps<"button">, "aria-label"> &
  IconButtonVariants & {
    /** Accessible name; in a row it names the row: "Copy provisioning key fra1". */
    label: string;
    /** Short words shown on hover; by default none, since the icon stands in a row of the same ones. */
    tooltip?: string | undefined;
    busy?: boolean;
    disabledReason?: string | undefined;
    /** Renders the only child (a link) with the button's looks. */
    asChild?: boolean;
  };

/** A button that is one lucide icon. */
export function IconButton({
  label,
  tooltip,
  size,
  tone,
  busy = false,
  disabledReason,
  asChild = false,
  className,
  children,
  onClick,
  ...props
}: IconButtonProps) {
  const Root = asChild ? Slot.Root : "button";
  return (
    <Root
      type={asChild ? undefined : "button"}
      aria-label={label}
      className={cn(iconButtonVariants({ size, tone }), busy && "cursor-progress", className)}
      {...(busy ? { "aria-busy": true } : {})}
      {...off(disabledReason, tooltip)}
      {...props}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy && !asChild ? <LoaderCircle className="animate-spin" /> : children}
    </Root>
  );
}
