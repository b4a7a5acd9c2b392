import { type Filter, type FilterColumn, filterSchema, MAX_DAYS, type Operator } from "@/lib/table/filters";

/** A filter while it is put together: what stands in the fields, good or not. */
export type FilterDraft = { column: string; op: Operator; text: string; second: string; chosen: string[] };

/** In: a column, and a comparison if one is wanted. Out: a draft that compares with nothing yet. */
export function emptyDraft(column: FilterColumn, op?: Operator): FilterDraft {
  return { column: column.name, op: op ?? column.operators[0] ?? "contains", text: "", second: "", chosen: [] };
}

/** In: a filter. Out: the draft that gives it again. */
export function draftOf(filter: Filter): FilterDraft {
  const draft = { column: filter.column, op: filter.op, text: "", second: "", chosen: [] };
  if (filter.op === "never") return draft;
  if (filter.op === "any" || filter.op === "none") return { ...draft, chosen: filter.value };
  if (filter.op === "between") return { ...draft, text: String(filter.value[0]), second: String(filter.value[1]) };
  return { ...draft, text: String(filter.value) };
}

/** Another comparison of the same column; what was entered stays where both take the same kind of value. */
export function withOperator(draft: FilterDraft, op: Operator): FilterDraft {
  return valueKind(draft.op) === valueKind(op) ? { ...draft, op } : { ...draft, op, text: "", second: "" };
}

/** What an editor of a value has to offer for a comparison. */
export function valueKind(op: Operator): "text" | "number" | "between" | "choices" | "date" | "days" | "nothing" {
  if (op === "never") return "nothing";
  if (op === "any" || op === "none") return "choices";
  if (op === "before" || op === "after") return "date";
  if (op === "last" || op === "next") return "days";
  if (op === "between") return "between";
  return op === "contains" || op === "equals" || op === "starts" ? "text" : "number";
}

const ADVICE = {
  text: "Enter a text to look for.",
  number: "Enter a whole number.",
  between: "Enter two whole numbers.",
  choices: "Choose at least one, and 50 at most.",
  date: "Choose a day.",
  days: `Enter a number of days from 1 to ${MAX_DAYS}.`,
  nothing: "This comparison is not possible.",
} as const;

/** In: a draft. Out: the filter it stands for, or what is missing, as a sentence. */
export function finishDraft(draft: FilterDraft): { filter: Filter } | { error: string } {
  const kind = valueKind(draft.op);
  const parsed = filterSchema.safeParse({ column: draft.column, op: draft.op, ...readValue(draft, kind) });
  if (!parsed.success) return { error: ADVICE[kind] };
  const { data } = parsed;
  if (data.op === "between" && data.value[0] > data.value[1]) {
    return { error: "The first number must not be above the second." };
  }
  return { filter: data };
}

function readValue(draft: FilterDraft, kind: ReturnType<typeof valueKind>): { value?: unknown } {
  if (kind === "nothing") return {};
  if (kind === "choices") return { value: draft.chosen };
  if (kind === "between") return { value: [readNumber(draft.text), readNumber(draft.second)] };
  return { value: kind === "number" || kind === "days" ? readNumber(draft.text) : draft.text };
}

/** Digits, perhaps with thousands apart, as people type them. */
function readNumber(text: string): number | undefined {
  const digits = text.trim().replace(/(?<=[0-9])[, ](?=[0-9]{3})/g, "");
  return /^[0-9]{1,16}$/.test(digits) ? Number(digits) : undefined;
}
