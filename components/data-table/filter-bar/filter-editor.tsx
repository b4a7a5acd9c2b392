"use client";

import { ChevronDown } from "lucide-react";
import { type ComponentProps, type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { PopoverContent } from "@/components/ui/popover";
import { cn } from "@/lib/cn";
import type { Filter, FilterColumn } from "@/lib/table/filters";
import { emptyDraft, type FilterDraft, finishDraft, valueKind, withOperator } from "./draft";
import { type LoadChoices, ValueEditor } from "./value-editor";
import { OPERATOR_WORDS, SPOKEN_OPERATORS } from "./words";

/** Which of its fields the editor opens on. */
export type EditorPart = "field" | "operator" | "value";

type FilterEditorProps = {
  columns: readonly FilterColumn[];
  initial: FilterDraft;
  part: EditorPart;
  /** Accessible name of the panel. */
  label: string;
  onApply: (filter: Filter) => void;
  onCancel: () => void;
  /** Takes the filter away again; absent while it is a new one. */
  onClear?: (() => void) | undefined;
  loadChoices?: LoadChoices | undefined;
  onCloseAutoFocus?: (event: Event) => void;
};

/** The panel in which a filter is put together: field, comparison, value. Stands inside a Popover. */
export function FilterEditor(props: FilterEditorProps) {
  const { columns, initial, part, label, onApply, onCancel, onClear, loadChoices, onCloseAutoFocus } = props;
  const errorId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(initial);
  const [error, setError] = useState<string>();
  const column = columns.find(({ name }) => name === draft.column);
  if (!column) return null;

  const change = (next: FilterDraft) => {
    setDraft(next);
    setError(undefined);
  };
  const focusOn = (name: EditorPart) => {
    const within = form.current?.querySelector(`[data-part=${name}]`);
    const target = within?.matches("select") ? within : within?.querySelector("input,button[role=checkbox]");
    if (!(target instanceof HTMLElement)) return false;
    target.focus();
    if (target instanceof HTMLInputElement && target.type === "text") target.select();
    return true;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const result = finishDraft(draft);
    if ("filter" in result) return onApply(result.filter);
    setError(result.error);
    focusOn("value");
  };
  return (
    <PopoverContent
      aria-label={label}
      className="w-[404px] p-0"
      {...(onCloseAutoFocus && { onCloseAutoFocus })}
      onOpenAutoFocus={(event) => {
        if (focusOn(part) || focusOn("operator")) event.preventDefault();
      }}
    >
      <form ref={form} noValidate onSubmit={submit}>
        <div className="grid gap-2.5 p-3">
          <div className="flex gap-2">
            <PlainSelect
              data-part="field"
              aria-label="Field"
              className="flex-1"
              value={draft.column}
              onChange={(event) => {
                const next = columns.find(({ name }) => name === event.target.value);
                if (next) change(emptyDraft(next));
              }}
            >
              {columns.map(({ name, label: words }) => (
                <option key={name} value={name}>
                  {words}
                </option>
              ))}
            </PlainSelect>
            <PlainSelect
              data-part="operator"
              aria-label="Operator"
              className="w-32"
              value={draft.op}
              onChange={(event) => {
                const op = column.operators.find((operator) => operator === event.target.value);
                if (op) change(withOperator(draft, op));
              }}
            >
              {column.operators.map((op) => (
                <option key={op} value={op} aria-label={SPOKEN_OPERATORS[op]}>
                  {OPERATOR_WORDS[op]}
                </option>
              ))}
            </PlainSelect>
          </div>
          <div data-part="value" className="empty:hidden">
            <ValueEditor
              column={column}
              draft={draft}
              onChange={change}
              invalid={error !== undefined}
              errorId={errorId}
              loadChoices={loadChoices}
            />
          </div>
          {valueKind(draft.op) === "date" ? <p className="text-xs text-fg-3">Days begin at midnight UTC.</p> : null}
          <p id={errorId} role="alert" className="text-xs text-bad-fg empty:hidden">
            {error}
          </p>
        </div>
        <div className="flex items-center gap-2 border-t px-3 py-2">
          {onClear ? (
            <Button size="sm" variant="quiet" className="max-md:h-10" onClick={onClear}>
              Clear
            </Button>
          ) : null}
          <span className="flex-1" />
          <Button size="sm" variant="quiet" className="max-md:h-10" onClick={onCancel}>
            Cancel
          </Button>
          <Button size="sm" variant="primary" type="submit" className="max-md:h-10">
            Apply
          </Button>
        </div>
      </form>
    </PopoverContent>
  );
}

/** The browser's own list of choices: known to every keyboard, screen reader and phone. */
function PlainSelect({ className, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative min-w-0", className)}>
      <select
        {...props}
        className="h-(--ctl-h) w-full appearance-none truncate rounded-sm border border-border-control bg-surface pr-7 pl-2.5 text-sm text-fg max-md:text-lg"
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-fg-3"
      />
    </span>
  );
}
