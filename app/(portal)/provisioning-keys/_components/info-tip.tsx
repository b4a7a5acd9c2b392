"use client";

import { Info } from "lucide-react";
import { type ReactNode, useState } from "react";
import { iconButtonVariants } from "@/components/ui/button-variants";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";

type InfoTipProps = {
  label: string;
  children: ReactNode;
  icon?: ReactNode;
  tone?: "plain" | "warn";
  className?: string;
};

/** An icon that says something on hover, focus and tap; it does nothing else. */
export function InfoTip({ label, children, icon, tone, className }: InfoTipProps) {
  const [open, setOpen] = useState(false);
  return (
    <Tooltip content={children} open={open} onOpenChange={setOpen}>
      <button
        type="button"
        aria-label={label}
        className={cn(iconButtonVariants({ tone }), "cursor-default", className)}
        onClick={(event) => {
          // Kept from the tooltip, which a press would close: on touch the press is what opens it.
          event.preventDefault();
          setOpen(true);
        }}
      >
        {icon ?? <Info />}
      </button>
    </Tooltip>
  );
}
