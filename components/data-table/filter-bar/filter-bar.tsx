"use client";

import { LoaderCircle, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useTransition } from "react";
import { ActionLink } from "@/components/data-table/action-link";
import type { ListLocation } from "@/components/data-table/list-location";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { FilterBar as Bar } from "@/components/ui/toolbar";
import { type Filter, type FilterColumn, MAX_FILTERS, type Operator } from "@/lib/table/filters";
import { formatFilter } from "@/lib/table/filters-url";
import { AddFilter } from "./add-filter";
import { emptyDraft } from "./draft";
import { clearedHref, filtersHref } from "./location";
import { SetFilter } from "./set-filter";
import type { LoadChoices } from "./value-editor";
import { type Choice, OPERATOR_WORDS } from "./words";

/** A filter that is offered while none is set: a column with a comparison, perhaps with a value to begin with. */
export type Suggestion = { column: string; op: Operator; label?: string; text?: string; unit?: string };

type FilterBarProps = {
  list: ListLocation;
  columns: readonly FilterColumn[];
  filters: readonly Filter[];
  suggestions: readonly Suggestion[];
  /** Labels of values in use that a column does not bring itself, by column. */
  choices?: Readonly<Record<string, readonly Choice[]>>;
  loadChoices?: LoadChoices;
  /** Buttons at the right end, beside Reset. */
  end?: ReactNode;
};

/** The filters of a list, all of which must hold. They live in the address; the server reads the rows again for each change. */
export function FilterBar({ list, columns, filters, suggestions, choices = {}, loadChoices, end }: FilterBarProps) {
  const router = useRouter();
  const bar = useRef<HTMLFieldSetElement>(null);
  const [pending, startTransition] = useTransition();
  const first = columns[0];
  if (!first) return null;

  const show = (next: readonly Filter[], words: string) => {
    announce(words);
    startTransition(() => router.push(filtersHref(list, next), { scroll: false }));
  };
  // The chip that had the focus goes: the button that adds one stays.
  const goHome = () => bar.current?.querySelector<HTMLElement>("[data-filter-home]")?.focus();
  const add = (filter: Filter) => {
    goHome();
    show([...filters, filter], "Filter applied");
  };
  const without = (gone: Filter) => filters.filter((filter) => filter !== gone);
  return (
    <Bar ref={bar} aria-busy={pending || undefined}>
      {filters.map((filter) => {
        const column = columns.find(({ name }) => name === filter.column);
        return column ? (
          <SetFilter
            key={formatFilter(filter)}
            filter={filter}
            column={column}
            columns={columns}
            choices={choices[column.name] ?? []}
            hrefWithout={filtersHref(list, without(filter))}
            onRemove={() => {
              goHome();
              show(without(filter), "Filter removed");
            }}
            onApply={(next) => {
              goHome();
              show(
                filters.map((one) => (one === filter ? next : one)),
                "Filter changed",
              );
            }}
            loadChoices={loadChoices}
          />
        ) : null;
      })}
      {filters.length > 0
        ? null
        : suggestions.map(({ column: name, op, label, text, unit }) => {
            const column = columns.find((one) => one.name === name);
            return column ? (
              <AddFilter
                key={`${name}:${op}`}
                columns={columns}
                initial={{ ...emptyDraft(column, op), text: text ?? "" }}
                onApply={add}
                loadChoices={loadChoices}
              >
                {label ?? column.label} {OPERATOR_WORDS[op]}{" "}
                <em>{text === undefined ? "…" : `${text}${unit ?? ""}`}</em>
              </AddFilter>
            ) : null;
          })}
      {filters.length < MAX_FILTERS ? (
        <AddFilter home columns={columns} initial={emptyDraft(first)} onApply={add} loadChoices={loadChoices}>
          <Plus aria-hidden />
          Add filter
        </AddFilter>
      ) : (
        <span className="text-xs text-fg-3">A list takes {MAX_FILTERS} filters</span>
      )}
      {pending ? <LoaderCircle aria-hidden className="size-3.5 shrink-0 animate-spin text-fg-3" /> : null}
      <span className="flex-1" />
      {filters.length > 0 ? (
        <Button asChild size="sm" variant="quiet" className="max-md:h-9">
          <ActionLink
            href={clearedHref(list)}
            onNavigate={(event) => {
              event.preventDefault();
              goHome();
              announce("All filters removed");
              startTransition(() => router.push(clearedHref(list), { scroll: false }));
            }}
          >
            Reset
          </ActionLink>
        </Button>
      ) : (
        <span className="text-xs whitespace-nowrap text-fg-3 max-md:hidden">No filters applied</span>
      )}
      {end}
    </Bar>
  );
}
