"use client";

import { useEffect, useState } from "react";
import { useSelected } from "@/components/data-table/selection/selection-provider";
import type { KeysBulkBar, KeysBulkProps } from "./keys-bulk-bar";

/** The bar of what can be done with selected keys; it is loaded when one is selected for the first time. */
export function KeysBulk(props: KeysBulkProps) {
  const count = useSelected().size;
  const [Bar, setBar] = useState<typeof KeysBulkBar | null>(null);
  useEffect(() => {
    if (count === 0 || Bar) return;
    // Where it cannot be loaded, the next row that is selected asks for it again.
    import("./keys-bulk-bar").then((module) => setBar(() => module.KeysBulkBar)).catch(() => undefined);
  }, [count, Bar]);
  return Bar ? <Bar {...props} /> : null;
}
