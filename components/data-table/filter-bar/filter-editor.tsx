"use client";

import { ChevronDown } from "lucide-react";
import { type ComponentProps, type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { PopoverContent } from "@/components/ui/popover";
import { SuggestChip } from "@/components/ui/toolbar";
import { cn } from "@/lib/cn";
import type { Filter, FilterColumn } from "@/lib/table/filters";
import { emptyDraft, type FilterDraft, valueKind, withOperator } from "./draft";
import { finishDraft } from "./finish-draft";
import { type ColumnHelp, type FilterHelp, holdsPreset, type Preset, withPreset } from "./help";
import type { LoadChoices } from "./use-choices";
import { type DescribeMatches, useMatches } from "./use-matches";
import { ValueEditor } from "./value-editor";
import { type Choice, OPERATOR_WORDS, SPOKEN_OPERATORS } from "./words";

/** Which of its fields the editor opens on. */
export type EditorPart = "field" | "operator" | "value";

/** What every editor of a list's filters is given. */
export type EditorSupport = {
  columns: readonly FilterColumn[];
  help?: FilterHelp | undefined;
  loadChoices?: LoadChoices | undefined;
};

type FilterEditorProps = EditorSupport & {
  id?: string;
  initial: FilterDraft;
  part: EditorPart;
  /** Accessible name of the panel. */
  label: string;
  onApply: (filter: Filter) => void;
  onCancel: () => void;
  /** Takes the filter away again; absent while it is a new one. */
  onClear?: (() => void) | undefined;
  /** Names of values that the filter has chosen. */
  known?: readonly Choice[];
  describeMatches?: DescribeMatches | undefined;
  onCloseAutoFocus?: (event: Event) => void;
};

const INLINE_LABEL = 16;

/** The panel in which a filter is put together: field, comparison, value. Stands inside a Popover. */
export function FilterEditor(props: FilterEditorProps) {
  const { id, columns, initial, part, label, onApply, onCancel, onClear, onCloseAutoFocus } = props;
  const { help, loadChoices, known = [], describeMatches } = props;
  const errorId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(initial);
  const [error, setError] = useState<string>();
  const matches = useMatches(draft, describeMatches);
  const column = columns.find(({ name }) => name === draft.column);
  if (!column) return null;
  const kind = valueKind(draft.op);
  const { presets = [], note }: ColumnHelp = help?.[column.name] ?? {};
  // A short number has room beside the name of its column.
  const inline = (kind === "number" || kind === "days") && column.label.length <= INLINE_LABEL;

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
      {...(id !== undefined && { id })}
      aria-label={label}
      className="w-[404px] p-0"
      {...(onCloseAutoFocus && { onCloseAutoFocus })}
      onOpenAutoFocus={(event) => {
        if (focusOn(part) || focusOn("operator")) event.preventDefault();
      }}
    >
      <form ref={form} noValidate onSubmit={submit}>
        <div className="grid gap-2.5 p-3">
          <div className="flex flex-wrap gap-2">
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
              className={inline ? "w-27" : "w-32"}
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
            <div data-part="value" className={cn("empty:hidden", inline ? "w-27" : "w-full")}>
              <ValueEditor
                column={column}
                draft={draft}
                onChange={change}
                invalid={error !== undefined}
                errorId={errorId}
                known={known}
                loadChoices={loadChoices}
              />
            </div>
          </div>
          {presets.length > 0 ? (
            <Presets presets={presets} draft={draft} onChoose={(preset) => change(withPreset(draft, preset))} />
          ) : null}
          <p className="text-xs text-fg-3 empty:hidden">
            {note?.(draft.op) ?? (kind === "date" ? "Days begin at midnight UTC." : null)}
          </p>
          <p id={errorId} role="alert" className="text-xs text-bad-fg empty:hidden">
            {error}
          </p>
        </div>
        <div className="flex items-center gap-2 border-t px-3 py-2">
          <span role="status" className="min-w-0 flex-1 truncate text-xs text-fg-3">
            {matches}
          </span>
          {onClear ? (
            <Button size="sm" variant="quiet" className="max-md:h-10" onClick={onClear}>
              Clear
            </Button>
          ) : null}
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

type PresetsProps = { presets: readonly Preset[]; draft: FilterDraft; onChoose: (preset: Preset) => void };

function Presets({ presets, draft, onChoose }: PresetsProps) {
  return (
    <fieldset aria-label="Often used" className="flex min-w-0 flex-wrap gap-1.5">
      {presets.map((preset) => (
        <SuggestChip
          key={preset.label}
          aria-pressed={holdsPreset(draft, preset)}
          onClick={() => onChoose(preset)}
          className="aria-pressed:border-solid aria-pressed:bg-surface-3 aria-pressed:font-medium aria-pressed:text-fg"
        >
          {preset.label}
        </SuggestChip>
      ))}
    </fieldset>
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
