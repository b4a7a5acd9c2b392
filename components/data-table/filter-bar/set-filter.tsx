"use client";

import { X } from "lucide-react";
import { useRef, useState } from "react";
import { ActionLink } from "@/components/data-table/action-link";
import { LazyPanel } from "@/components/ui/lazy-popover";
import { FilterChip } from "@/components/ui/toolbar";
import type { Filter, FilterColumn } from "@/lib/table/filters";
import { ColumnIcon } from "./column-icon";
import { draftOf } from "./draft";
import type { EditorPart, EditorSupport } from "./filter-editor";
import { FilterEditor } from "./lazy-editor";
import type { DescribeMatches } from "./use-matches";
import { type Choice, describeFilter, describeValue, OPERATOR_WORDS, SPOKEN_OPERATORS } from "./words";

type SetFilterProps = {
  filter: Filter;
  column: FilterColumn;
  support: EditorSupport;
  choices: readonly Choice[];
  /** Where the list is without this filter. */
  hrefWithout: string;
  onRemove: () => void;
  onApply: (filter: Filter) => void;
  describeMatches?: DescribeMatches | undefined;
};

/** A filter that is set, as a chip: field, comparison and value each open the editor on their own field. */
export function SetFilter(props: SetFilterProps) {
  const { filter, column, support, choices, hrefWithout, onRemove, onApply, describeMatches } = props;
  const [part, setPart] = useState<EditorPart>();
  const chip = useRef<HTMLFieldSetElement>(null);
  const opener = useRef<HTMLElement>(null);
  const value = describeValue(filter, column, choices);
  const phrase = describeFilter(filter, support.columns, choices);
  const opens = (name: EditorPart) => ({
    type: "button" as const,
    "aria-haspopup": "dialog" as const,
    "aria-expanded": part === name,
    onClick: (event: { currentTarget: HTMLElement }) => {
      opener.current = event.currentTarget;
      setPart(name);
    },
  });
  const close = () => {
    setPart(undefined);
    opener.current?.focus();
  };
  return (
    <>
      <FilterChip ref={chip} label={`Filter ${phrase}`}>
        <button {...opens("field")} aria-label={`Field: ${column.label}`} className="gap-1.5 text-fg-2">
          <ColumnIcon type={column.type} className="size-3.5 text-fg-3" />
          {column.label}
        </button>
        <button
          {...opens("operator")}
          aria-label={`Operator: ${SPOKEN_OPERATORS[filter.op] ?? OPERATOR_WORDS[filter.op]}`}
          className="text-fg-3"
        >
          {OPERATOR_WORDS[filter.op]}
        </button>
        {value === "" ? null : (
          <button {...opens("value")} aria-label={`Value: ${value}`} className="max-w-56 font-medium">
            <span className="truncate">{value}</span>
          </button>
        )}
        <ActionLink href={hrefWithout} aria-label={`Remove filter ${phrase}`} onAct={onRemove}>
          <X aria-hidden className="size-3" />
        </ActionLink>
      </FilterChip>
      <LazyPanel
        anchor={chip}
        open={part !== undefined}
        onOpenChange={(open) => {
          if (!open) close();
        }}
      >
        {() =>
          part ? (
            <FilterEditor
              {...support}
              initial={draftOf(filter)}
              part={part}
              label={`Edit filter ${column.label}`}
              known={choices}
              describeMatches={describeMatches}
              onCancel={close}
              onApply={(next) => {
                close();
                onApply(next);
              }}
              onClear={() => {
                setPart(undefined);
                onRemove();
              }}
            />
          ) : null
        }
      </LazyPanel>
    </>
  );
}
