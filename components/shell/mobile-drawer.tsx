"use client";

import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { StandIn } from "@/components/ui/stand-in";

type MobileDrawerProps = {
  id: string;
  /** The button that opens it; it gets the focus back. */
  opener: RefObject<HTMLButtonElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
};

/** The drawer at the left that holds the navigation. */
export function MobileDrawer({ id, opener, open, onOpenChange, children }: MobileDrawerProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Trigger asChild>
        <StandIn of={opener} />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-fade-in bg-scrim data-[state=closed]:animate-fade-out lg:hidden" />
        <Dialog.Content
          id={id}
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-60 flex w-(--sidebar-w) max-w-[85vw] animate-drawer-in flex-col bg-bg px-2 shadow-3 outline-none data-[state=closed]:animate-drawer-out lg:hidden"
        >
          <Dialog.Title className="sr-only">Navigation</Dialog.Title>
          <Dialog.Close asChild>
            <IconButton label="Close navigation" size="md" className="absolute top-2 right-2 max-md:top-0.5">
              <X />
            </IconButton>
          </Dialog.Close>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
