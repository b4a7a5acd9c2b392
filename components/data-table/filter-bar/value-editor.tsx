"use client";

import { LoaderCircle } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { type FilterColumn, MAX_TEXT } from "@/lib/table/filters";
import { type FilterDraft, valueKind } from "./draft";
import type { Choice } from "./words";

/** Looks up the choices of a column that does not bring its own; an error is a sentence. */
export type LoadChoices = (column: string) => Promise<{ choices: readonly Choice[] } | { error: string }>;

type ValueEditorProps = {
  column: FilterColumn;
  draft: FilterDraft;
  onChange: (draft: FilterDraft) => void;
  invalid: boolean;
  errorId: string;
  loadChoices?: LoadChoices | undefined;
};

/** The field or fields for the value of a filter, as its comparison needs them. */
export function ValueEditor({ column, draft, onChange, invalid, errorId, loadChoices }: ValueEditorProps) {
  const kind = valueKind(draft.op);
  const wiring = invalid ? ({ "aria-invalid": true, "aria-describedby": errorId } as const) : {};
  if (kind === "nothing") return null;
  if (kind === "choices") {
    return <Choices column={column} draft={draft} onChange={onChange} loadChoices={loadChoices} />;
  }
  if (kind === "between") {
    return (
      <div className="flex items-center gap-2">
        <Input
          size="md"
          inputMode="numeric"
          aria-label="From"
          value={draft.text}
          onChange={(event) => onChange({ ...draft, text: event.target.value })}
          {...wiring}
        />
        <span className="text-fg-3">and</span>
        <Input
          size="md"
          inputMode="numeric"
          aria-label="To"
          value={draft.second}
          onChange={(event) => onChange({ ...draft, second: event.target.value })}
          {...wiring}
        />
      </div>
    );
  }
  return (
    <Input
      size="md"
      aria-label={kind === "days" ? "Days" : kind === "date" ? "Day" : "Value"}
      type={kind === "date" ? "date" : "text"}
      inputMode={kind === "number" || kind === "days" ? "numeric" : undefined}
      maxLength={kind === "text" ? MAX_TEXT : undefined}
      autoComplete="off"
      spellCheck={false}
      value={draft.text}
      onChange={(event) => onChange({ ...draft, text: event.target.value })}
      end={kind === "days" ? <span className="pr-1.5 text-fg-3">days</span> : undefined}
      {...wiring}
    />
  );
}

type ChoicesProps = Pick<ValueEditorProps, "column" | "draft" | "onChange" | "loadChoices">;

function Choices({ column, draft, onChange, loadChoices }: ChoicesProps) {
  const id = useId();
  const [loaded, setLoaded] = useState<{ column: string; choices: readonly Choice[]; error?: string }>();
  const { name, choices: own } = column;
  useEffect(() => {
    if (own || !loadChoices) return;
    let current = true;
    loadChoices(name)
      .catch(() => ({ error: "The choices could not be loaded. Close this and try again." }))
      .then((answer) => {
        if (current) setLoaded({ column: name, choices: [], ...answer });
      });
    return () => {
      current = false;
    };
  }, [name, own, loadChoices]);
  const known = own ?? (loaded?.column === name ? loaded.choices : undefined);
  if (!known) {
    return (
      <p role="status" className="flex items-center gap-2 text-xs text-fg-3">
        <LoaderCircle aria-hidden className="size-3.5 animate-spin" /> Loading the choices
      </p>
    );
  }
  if (loaded?.error && !own) {
    return (
      <p role="alert" className="text-xs text-bad-fg">
        {loaded.error}
      </p>
    );
  }
  // What is chosen stays visible, also when it is no longer among the choices.
  const gone = draft.chosen.filter((value) => !known.some((choice) => choice.value === value));
  const all = [...known, ...gone.map((value) => ({ value, label: value }))];
  if (all.length === 0) return <p className="text-xs text-fg-3">There is nothing to choose from yet.</p>;
  const toggle = (value: string, on: boolean) =>
    onChange({ ...draft, chosen: on ? [...draft.chosen, value] : draft.chosen.filter((one) => one !== value) });
  return (
    <fieldset aria-label={column.label} className="-mx-1 max-h-56 min-w-0 overflow-y-auto px-1">
      {all.map(({ value, label }, index) => (
        <div key={value} className="flex min-h-7.5 items-center gap-2.5 max-md:min-h-11">
          <Checkbox
            id={`${id}-${index}`}
            checked={draft.chosen.includes(value)}
            onCheckedChange={(checked) => toggle(value, checked === true)}
          />
          <label htmlFor={`${id}-${index}`} className="min-w-0 flex-1 py-1 [overflow-wrap:anywhere]">
            {label}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
