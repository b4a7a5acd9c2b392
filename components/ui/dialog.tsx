"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { cn } from "@/lib/cn";
import { IconButton } from "./icon-button";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

type DialogContentProps = ComponentProps<typeof Radix.Content> & {
  /** 420, 560 or 760 px wide. */
  size?: "sm" | "md" | "lg";
  /** Esc and clicks outside do nothing and there is no close button: the dialog itself must offer the way out. */
  persistent?: boolean;
  /** On widths up to 820 px: the whole screen instead of a sheet at the bottom. */
  fullScreenOnTouch?: boolean;
};

/** A modal dialog; a bottom sheet on widths up to 820 px. Holds DialogHeader, DialogBody, DialogFooter, or a form of them. */
export function DialogContent({
  size = "md",
  persistent = false,
  fullScreenOnTouch = false,
  className,
  children,
  onEscapeKeyDown,
  onInteractOutside,
  onOpenAutoFocus,
  ...props
}: DialogContentProps) {
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-60 grid animate-fade-in items-center justify-items-center bg-scrim p-6 data-[state=closed]:animate-fade-out max-md:items-end max-md:p-0">
        <Radix.Content
          role={persistent ? "alertdialog" : "dialog"}
          // Focus goes back to what had it, also when the dialog was opened by state and has no trigger of its own.
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            onOpenAutoFocus?.(event);
          }}
          onCloseAutoFocus={(event) => {
            if (!(opener.current instanceof HTMLElement && opener.current.isConnected)) return;
            event.preventDefault();
            opener.current.focus();
          }}
          {...props}
          onEscapeKeyDown={(event) => {
            // A control that closes something of its own with Escape, such as its list, says so.
            const isOwn = event.target instanceof Element && event.target.closest("[data-own-escape]") !== null;
            if (persistent || isOwn) event.preventDefault();
            else onEscapeKeyDown?.(event);
          }}
          onInteractOutside={persistent ? (event) => event.preventDefault() : onInteractOutside}
          className={cn(
            "flex max-h-[calc(100dvh-48px)] w-full flex-col overflow-hidden rounded-lg bg-raised shadow-3 outline-none data-[state=closed]:animate-dialog-out data-[state=open]:animate-dialog-in forced-colors:border [&>form]:contents",
            "max-md:max-h-[calc(100dvh-24px)] max-md:max-w-none max-md:rounded-b-none max-md:data-[state=closed]:animate-sheet-out max-md:data-[state=open]:animate-sheet-in",
            size === "sm" && "md:max-w-[420px]",
            size === "md" && "md:max-w-[560px]",
            size === "lg" && "md:max-w-[760px]",
            fullScreenOnTouch && "max-md:h-dvh max-md:max-h-none max-md:rounded-none",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Overlay>
    </Radix.Portal>
  );
}

type DialogHeaderProps = {
  title: ReactNode;
  /** A muted line below the title; becomes the dialog's description. */
  description?: ReactNode;
  /** An icon in a 32 px tile before the title. */
  icon?: ReactNode;
  iconTone?: "plain" | "ok" | "bad";
  /** A pill after the title. */
  badge?: ReactNode;
  /** Leave the close button out, as a persistent dialog must. */
  hideClose?: boolean;
};

/** Title line of a dialog. */
export function DialogHeader({ title, description, icon, iconTone = "plain", badge, hideClose }: DialogHeaderProps) {
  return (
    <div className="flex items-start gap-3 px-5 pt-4.5 pb-3.5">
      {icon ? (
        <span
          className={cn(
            "grid size-8 shrink-0 place-items-center rounded-md bg-surface-2 text-fg-2 inset-ring inset-ring-border",
            iconTone === "ok" && "bg-ok-bg text-ok-fg inset-ring-ok-line",
            iconTone === "bad" && "bg-bad-bg text-bad-fg inset-ring-bad-line",
          )}
        >
          {icon}
        </span>
      ) : null}
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Radix.Title className="min-w-0 text-lg font-semibold tracking-[-0.01em] [overflow-wrap:anywhere]">
            {title}
          </Radix.Title>
          {badge}
        </div>
        {description ? (
          <Radix.Description className="mt-0.5 text-xs text-fg-3 [overflow-wrap:anywhere]">
            {description}
          </Radix.Description>
        ) : null}
      </div>
      {hideClose ? null : (
        <Radix.Close asChild>
          <IconButton label="Close" size="md" className="-mt-1 -mr-2">
            <X />
          </IconButton>
        </Radix.Close>
      )}
    </div>
  );
}

/** The scrolling middle of a dialog, its parts 18 px apart. */
export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      {...props}
      className={cn("flex min-h-0 flex-1 scroll-py-4 flex-col gap-4.5 overflow-y-auto px-5 pt-0.5 pb-5", className)}
    />
  );
}

/** The bar at the bottom: `note` at the left, buttons at the right with the primary last. */
export function DialogFooter({ note, className, children, ...props }: ComponentProps<"div"> & { note?: ReactNode }) {
  return (
    <div
      {...props}
      className={cn(
        "flex items-center gap-2 border-t bg-surface-2 px-5 py-3 max-md:flex-wrap max-md:pb-[max(12px,env(safe-area-inset-bottom))] max-md:[&>button]:min-w-0 max-md:[&>button]:flex-1 max-md:[&>button]:whitespace-normal",
        className,
      )}
    >
      <span className="flex min-w-0 flex-1 items-center text-xs text-fg-3 max-md:basis-full max-md:not-empty:min-h-8">
        {note}
      </span>
      {children}
    </div>
  );
}
