"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useId, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { late, NOT_LOADED, useLate } from "@/components/ui/late";
import { toast } from "@/components/ui/toast";

const drawerPart = late(() => import("./mobile-drawer"));

/** The sidebar as a drawer, for widths under 1100 px. Open for one page only: going elsewhere closes it. */
export function MobileNav({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [openOn, setOpenOn] = useState<string | null>(null);
  const wanted = openOn === pathname;
  const drawer = useLate(drawerPart, wanted, () => {
    setOpenOn(null);
    toast.error(NOT_LOADED);
  });
  const open = wanted && drawer !== null;
  return (
    <>
      <IconButton
        ref={button}
        label="Open navigation"
        size="md"
        className="lg:hidden [&>.lucide]:size-5"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-state={open ? "open" : "closed"}
        onPointerEnter={drawerPart.warm}
        onFocus={drawerPart.warm}
        onClick={() => setOpenOn(wanted ? null : pathname)}
      >
        <Menu />
      </IconButton>
      {drawer ? (
        <drawer.MobileDrawer
          id={id}
          opener={button}
          open={open}
          onOpenChange={(next) => setOpenOn(next ? pathname : null)}
        >
          {children}
        </drawer.MobileDrawer>
      ) : null}
    </>
  );
}
