"use client";

import { LoaderCircle, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useTransition } from "react";
import { ActionLink } from "@/components/data-table/action-link";
import type { ListLocation } from "@/components/data-table/list-location";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { FilterBar as Bar } from "@/components/ui/toolbar";
import type { ListCount } from "@/lib/table/count";
import { type Filter, type FilterColumn, MAX_FILTERS, type Operator } from "@/lib/table/filters";
import { formatFilter } from "@/lib/table/filters-url";
import { AddFilter } from "./add-filter";
import { emptyDraft } from "./draft";
import type { EditorSupport } from "./filter-editor";
import type { FilterHelp } from "./help";
import { loadEditor } from "./lazy-editor";
import { clearedHref, filtersHref } from "./location";
import { SetFilter } from "./set-filter";
import type { LoadChoices } from "./use-choices";
import { type Choice, describeMatches, OPERATOR_WORDS, type RowNoun, withUnit } from "./words";

/** A filter that is offered while none is set: a column with a comparison, perhaps with a value to begin with. */
export type Suggestion = { column: string; op: Operator; label?: string; text?: string };

type FilterBarProps = {
  list: ListLocation;
  columns: readonly FilterColumn[];
  filters: readonly Filter[];
  suggestions: readonly Suggestion[];
  /** Labels of values in use that a column does not bring itself, by column. */
  choices?: Readonly<Record<string, readonly Choice[]>>;
  loadChoices?: LoadChoices;
  /** Presets and notes of the columns. */
  help?: FilterHelp;
  /** Counts the rows that filters leave, together with the search in force; null when it cannot. */
  countMatches?: (filters: readonly Filter[]) => Promise<ListCount | null>;
  /** What a row is called: "key", "keys". */
  noun?: RowNoun;
  /** Buttons at the right end, beside Reset. */
  end?: ReactNode;
};

/** The filters of a list, all of which must hold. They live in the address; the server reads the rows again for each change. */
export function FilterBar(props: FilterBarProps) {
  const { list, columns, filters, suggestions, choices = {}, loadChoices, help, countMatches, noun, end } = props;
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
  const support: EditorSupport = { columns, help, loadChoices };
  /** Counts for a filter that stands in the place of another one, or comes as a new one. */
  const sayFor = (before: readonly Filter[], after: readonly Filter[] = []) =>
    countMatches
      ? async (filter: Filter) => {
          const count = await countMatches([...before, filter, ...after]);
          return count && describeMatches(count, noun);
        }
      : undefined;
  const sayAdded = sayFor(filters);
  const without = (gone: Filter) => filters.filter((filter) => filter !== gone);
  return (
    <Bar ref={bar} aria-busy={pending || undefined} onPointerEnter={loadEditor} onFocus={loadEditor}>
      {filters.map((filter, index) => {
        const column = columns.find(({ name }) => name === filter.column);
        return column ? (
          <SetFilter
            key={formatFilter(filter)}
            filter={filter}
            column={column}
            support={support}
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
            describeMatches={sayFor(filters.slice(0, index), filters.slice(index + 1))}
          />
        ) : null;
      })}
      {filters.length > 0
        ? null
        : suggestions.map(({ column: name, op, label, text }) => {
            const column = columns.find((one) => one.name === name);
            return column ? (
              <AddFilter
                key={`${name}:${op}`}
                support={support}
                initial={{ ...emptyDraft(column, op), text: text ?? "" }}
                onApply={add}
                describeMatches={sayAdded}
              >
                {label ?? column.label} {OPERATOR_WORDS[op]}{" "}
                <em>{text === undefined ? "…" : withUnit(text, column)}</em>
              </AddFilter>
            ) : null;
          })}
      {filters.length < MAX_FILTERS ? (
        <AddFilter home support={support} initial={emptyDraft(first)} onApply={add} describeMatches={sayAdded}>
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
            onAct={() => {
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
