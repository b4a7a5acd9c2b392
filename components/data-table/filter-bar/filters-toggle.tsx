"use client";

import { ListFilter } from "lucide-react";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { Button } from "@/components/ui/button";

type FiltersToggleProps = { shown: boolean; count: number; onChange: (shown: boolean) => void };

/** Hides the filter bar or shows it again; while it is hidden, the button shows how many filters are at work. */
export function FiltersToggle({ shown, count, onChange }: FiltersToggleProps) {
  const label = shown ? "Hide Filters" : "Show Filters";
  useShortcut({ keys: "f", label: "Show or hide filters", group: "Anywhere", run: () => onChange(!shown) });
  return (
    <Button
      variant="quiet"
      icon={<ListFilter />}
      aria-label={label}
      aria-expanded={shown}
      title={shown || count === 0 ? undefined : `${count} set`}
      className="max-md:size-10 max-md:px-0"
      onClick={() => onChange(!shown)}
    >
      <span className="max-md:hidden">{label}</span>
      {shown || count === 0 ? null : (
        <span className="rounded-full bg-accent-soft px-1.5 py-0.5 text-2xs text-accent">{count}</span>
      )}
    </Button>
  );
}
