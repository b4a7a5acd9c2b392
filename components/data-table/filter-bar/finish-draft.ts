import { type Filter, MAX_DAYS } from "@/lib/table/filters";
import { filterSchema } from "@/lib/table/filters-schema";
import { type FilterDraft, valueKind } from "./draft";

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
