import { CalendarDays, Gauge, Layers, TextCursorInput } from "lucide-react";
import type { FilterColumn } from "@/lib/table/filters";

const ICONS = { text: TextCursorInput, number: Gauge, date: CalendarDays, choice: Layers } as const;

/** What kind of value a column holds, before its name. */
export function ColumnIcon({ type, className }: { type: FilterColumn["type"]; className?: string }) {
  const Icon = ICONS[type];
  return <Icon aria-hidden className={className} />;
}
