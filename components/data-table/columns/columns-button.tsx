"use client";

import { Columns3 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { LazyPopover } from "@/components/ui/lazy-popover";
import { Skeleton } from "@/components/ui/skeleton";

// Dragging is a library of its own: it comes when somebody opens the panel.
const loadPanel = () => import("./columns-panel");
const ColumnsPanel = dynamic(() => loadPanel().then((module) => module.ColumnsPanel), {
  ssr: false,
  loading: () => (
    <div className="grid h-80 content-start gap-4 p-4" aria-busy>
      {[0, 1, 2, 3, 4, 5].map((line) => (
        <Skeleton key={line} className="w-full" />
      ))}
    </div>
  ),
});

/** Opens the list of columns. */
export function ColumnsButton() {
  const [open, setOpen] = useState(false);
  return (
    <LazyPopover
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label="Columns" tooltip="Columns" size="md" onPointerEnter={loadPanel} onFocus={loadPanel}>
          <Columns3 />
        </IconButton>
      }
    >
      {({ PopoverContent }, id) => (
        <PopoverContent id={id} aria-label="Columns" align="end" className="w-[300px] p-0">
          <ColumnsPanel />
        </PopoverContent>
      )}
    </LazyPopover>
  );
}
