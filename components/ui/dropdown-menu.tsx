"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { menuBox } from "./menu-box";

export const DropdownMenu = Radix.Root;
export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuGroup = Radix.Group;
export const DropdownMenuRadioGroup = Radix.RadioGroup;

const item =
  "flex min-h-7.5 w-full items-center gap-2 rounded-xs px-2 py-1 text-left outline-none select-none data-[disabled]:cursor-not-allowed data-[disabled]:text-fg-off data-[highlighted]:bg-surface-3 forced-colors:data-[highlighted]:outline-2 max-md:min-h-11 [&>.lucide]:size-3.5 [&>.lucide]:text-fg-3";

/** The list that a trigger opens; at least 180 px wide. */
export function DropdownMenuContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={4}
        collisionPadding={8}
        align="end"
        {...props}
        className={cn(
          menuBox,
          "max-h-(--radix-dropdown-menu-content-available-height) min-w-45 overflow-y-auto p-1",
          className,
        )}
      />
    </Radix.Portal>
  );
}

type ItemProps = ComponentProps<typeof Radix.Item> & {
  icon?: ReactNode;
  /** Muted words at the far right: a shortcut, a size. */
  sub?: ReactNode;
  danger?: boolean;
};

/** A command. For a link use `asChild` with the link holding icon and words. */
export function DropdownMenuItem({ icon, sub, danger, className, children, asChild, ...props }: ItemProps) {
  return (
    <Radix.Item
      asChild={asChild}
      {...props}
      className={cn(item, danger && "text-bad-fg [&>.lucide]:text-bad-fg", className)}
    >
      {asChild ? (
        children
      ) : (
        <>
          {icon}
          <span className="flex-1">{children}</span>
          {sub ? <span className="pl-3 text-xs text-fg-3">{sub}</span> : null}
        </>
      )}
    </Radix.Item>
  );
}

/** One of several choices; the chosen one has a check mark. */
export function DropdownMenuRadioItem({
  sub,
  icon,
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.RadioItem> & { sub?: ReactNode; icon?: ReactNode }) {
  return (
    <Radix.RadioItem {...props} className={cn(item, className)}>
      <span className="grid size-3.5 place-items-center">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-3.5 text-fg-2" />
        </Radix.ItemIndicator>
      </span>
      {icon}
      <span className="flex-1">{children}</span>
      {sub ? <span className="pl-3 text-xs text-fg-3">{sub}</span> : null}
    </Radix.RadioItem>
  );
}

/** A choice that can be on or off, independent of the others; the menu stays open. */
export function DropdownMenuCheckboxItem({ className, children, ...props }: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem onSelect={(event) => event.preventDefault()} {...props} className={cn(item, className)}>
      <span className="grid size-4 place-items-center rounded-xs border border-border-control bg-surface text-on-accent has-[[data-state=checked]]:border-accent-solid has-[[data-state=checked]]:bg-accent-solid">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-3 stroke-[3.4]" />
        </Radix.ItemIndicator>
      </span>
      <span className="flex-1">{children}</span>
    </Radix.CheckboxItem>
  );
}

/** A muted heading inside a menu. */
export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label {...props} className={cn("px-2 pt-2 pb-1 text-2xs font-medium text-fg-3", className)} />;
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator {...props} className={cn("-mx-1 my-1 h-px bg-border", className)} />;
}
