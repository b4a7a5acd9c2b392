import type { Operator } from "@/lib/table/filters";
import type { FilterDraft } from "./draft";

/** A comparison that is often wanted, ready to be applied. */
export type Preset = { label: string; op: Operator; text?: string };

/** What an editor offers for a column beside its fields. */
export type ColumnHelp = {
  presets?: readonly Preset[];
  /** What a comparison does that one would not expect. */
  note?: (op: Operator) => string | undefined;
};

/** The same for a list, by column. */
export type FilterHelp = Readonly<Record<string, ColumnHelp>>;

/** In: a draft and a preset of its column. Out: the draft with the preset in its fields. */
export function withPreset(draft: FilterDraft, { op, text = "" }: Preset): FilterDraft {
  return { ...draft, op, text, second: "", chosen: [] };
}

/** Whether the fields hold just this preset. */
export function holdsPreset(draft: FilterDraft, { op, text = "" }: Preset): boolean {
  return draft.op === op && draft.text.trim() === text;
}
