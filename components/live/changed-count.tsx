"use client";

import { useState } from "react";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format/number";

/** A number that shows in the accent colour for a moment when it has changed. Silent to assistive technology. */
export function ChangedCount({ value, className }: { value: number; className?: string }) {
  const [shown, setShown] = useState({ value, changes: 0 });
  if (shown.value !== value) setShown({ value, changes: shown.changes + 1 });
  return (
    // A new key starts the animation again.
    <b key={shown.changes} className={cn("font-medium", shown.changes > 0 && "animate-count-changed", className)}>
      {formatNumber(value)}
    </b>
  );
}
