"use client";

import type { ReactNode } from "react";
import { useRef, useState } from "react";
import { LazyPopover } from "@/components/ui/lazy-popover";
import { SuggestChip } from "@/components/ui/toolbar";
import type { Filter } from "@/lib/table/filters";
import type { FilterDraft } from "./draft";
import type { EditorSupport } from "./filter-editor";
import { FilterEditor } from "./lazy-editor";
import type { DescribeMatches } from "./use-matches";

type AddFilterProps = {
  support: EditorSupport;
  initial: FilterDraft;
  children: ReactNode;
  onApply: (filter: Filter) => void;
  describeMatches?: DescribeMatches | undefined;
  /** Marks the button as the one that gets the focus when a chip is gone. */
  home?: boolean;
};

/** A dashed button that opens the editor for a new filter. */
export function AddFilter({ support, initial, children, onApply, describeMatches, home }: AddFilterProps) {
  const [open, setOpen] = useState(false);
  const applied = useRef(false);
  return (
    <LazyPopover
      open={open}
      onOpenChange={setOpen}
      trigger={<SuggestChip data-filter-home={home || undefined}>{children}</SuggestChip>}
    >
      {(_, id) =>
        open ? (
          <FilterEditor
            {...support}
            id={id}
            initial={initial}
            part={home ? "field" : "value"}
            label="Add filter"
            describeMatches={describeMatches}
            onCancel={() => setOpen(false)}
            onApply={(filter) => {
              applied.current = true;
              setOpen(false);
              onApply(filter);
            }}
            onCloseAutoFocus={(event) => {
              // A suggestion goes when a filter is set; the button that adds one stays.
              if (applied.current) event.preventDefault();
              applied.current = false;
            }}
          />
        ) : null
      }
    </LazyPopover>
  );
}
