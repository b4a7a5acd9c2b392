"use client";

import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";

/** The sidebar as a drawer, for widths under 1100 px. Open for one page only: going elsewhere closes it. */
export function MobileNav({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const [openOn, setOpenOn] = useState<string | null>(null);
  const open = openOn === pathname;
  return (
    <Dialog.Root open={open} onOpenChange={(next) => setOpenOn(next ? pathname : null)}>
      <Dialog.Trigger asChild>
        <IconButton label="Open navigation" size="md" className="lg:hidden [&>.lucide]:size-5">
          <Menu />
        </IconButton>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-fade-in bg-scrim data-[state=closed]:animate-fade-out lg:hidden" />
        <Dialog.Content className="fixed inset-y-0 left-0 z-60 flex w-(--sidebar-w) max-w-[85vw] animate-drawer-in flex-col bg-bg px-2 shadow-3 outline-none data-[state=closed]:animate-drawer-out lg:hidden">
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
