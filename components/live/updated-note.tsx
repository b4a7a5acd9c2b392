"use client";

import { ToolbarNote } from "@/components/ui/toolbar";
import { formatRelative } from "@/lib/format/relative";
import { useLive, useSeconds } from "./use-live";

/** "Updated 4 s ago": how old the rows are. */
export function UpdatedNote() {
  const { readAt } = useLive();
  const now = useSeconds();
  const age = readAt === null || now === null ? "Just now" : formatRelative(readAt, now);
  return <ToolbarNote>Updated {age === "Just now" ? "just now" : age}</ToolbarNote>;
}
