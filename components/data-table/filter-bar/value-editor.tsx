"use client";

import { Input } from "@/components/ui/input";
import { type FilterColumn, MAX_TEXT } from "@/lib/table/filters";
import { ChoicesEditor } from "./choices-editor";
import { type FilterDraft, valueKind } from "./draft";
import type { LoadChoices } from "./use-choices";
import type { Choice } from "./words";

type ValueEditorProps = {
  column: FilterColumn;
  draft: FilterDraft;
  onChange: (draft: FilterDraft) => void;
  invalid: boolean;
  errorId: string;
  /** Names of values that are chosen already. */
  known: readonly Choice[];
  loadChoices?: LoadChoices | undefined;
};

/** The field or fields for the value of a filter, as its comparison needs them. */
export function ValueEditor({ column, draft, onChange, invalid, errorId, known, loadChoices }: ValueEditorProps) {
  const kind = valueKind(draft.op);
  const wiring = invalid ? ({ "aria-invalid": true, "aria-describedby": errorId } as const) : {};
  const unit = kind === "days" ? "days" : kind === "number" ? column.unit : undefined;
  if (kind === "nothing") return null;
  if (kind === "choices") {
    return <ChoicesEditor {...{ column, draft, onChange, known, loadChoices }} />;
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
      end={unit ? <span className="pr-1.5 text-fg-3">{unit}</span> : undefined}
      {...wiring}
    />
  );
}
