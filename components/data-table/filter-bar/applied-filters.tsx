"use client";

import { Bookmark, ChevronDown } from "lucide-react";
import { useState } from "react";
import type { ListLocation } from "@/components/data-table/list-location";
import { Button } from "@/components/ui/button";
import { late, NOT_LOADED, useLate } from "@/components/ui/late";
import { LazyPopover } from "@/components/ui/lazy-popover";
import { toast } from "@/components/ui/toast";
import type { PanelMode } from "./saved-filters-panel";
import { type Applied, isChanged, type SavedEntry } from "./saved-state";

const panelPart = late(() => import("./saved-filters-panel"));

/** What the server answers; a failure has words that can be shown. */
export type Answer<T> = Promise<{ ok: true; data: T } | { ok: false; error: { message: string } }>;

/** What the menu asks the server to do; each is one user's own. */
export type SavedFilterActions = {
  save: (name: string, applied: Applied) => Answer<{ id: string }>;
  update: (id: string, applied: Applied) => Answer<{ id: string }>;
  rename: (id: string, name: string) => Answer<{ id: string }>;
  remove: (id: string) => Answer<{ id: string }>;
};

/** The saved filters of a person, and what the list shows now. */
export type AppliedFiltersProps = {
  list: ListLocation;
  applied: Applied;
  saved: readonly SavedEntry[];
  /** The one the address names. */
  activeId: string | null;
  actions: SavedFilterActions;
};

/** The saved filters of a person: a drop-down to switch, save, rename and delete them. */
export function AppliedFilters(props: AppliedFiltersProps) {
  const { applied, saved, activeId } = props;
  const [open, setOpen] = useState(false);
  const [mode, setMode] = useState<PanelMode>({ kind: "list" });
  const panel = useLate(panelPart, open, () => {
    setOpen(false);
    toast.error(NOT_LOADED);
  });
  const active = saved.find((entry) => entry.id === activeId);
  const changed = active !== undefined && isChanged(active, applied);

  const change = (next: boolean) => {
    setOpen(next);
    if (next) setMode({ kind: "list" });
  };
  return (
    <LazyPopover
      open={open}
      onOpenChange={change}
      trigger={
        <Button
          role="combobox"
          aria-label="Applied filters"
          icon={<Bookmark />}
          endIcon={<ChevronDown className="max-md:hidden" />}
          className="max-md:size-10 max-md:px-0"
          onPointerEnter={panelPart.warm}
          onFocus={panelPart.warm}
        >
          <span className="max-w-36 truncate max-md:sr-only">{active?.name ?? "Applied filters"}</span>
          {changed ? (
            <span className="size-1.5 rounded-full bg-accent-solid" title="Unsaved changes">
              <span className="sr-only">Unsaved changes</span>
            </span>
          ) : null}
        </Button>
      }
    >
      {(_, id) =>
        panel ? (
          <panel.SavedFiltersPanel
            {...props}
            panelId={id}
            mode={mode}
            onModeChange={setMode}
            onClose={() => change(false)}
          />
        ) : null
      }
    </LazyPopover>
  );
}
