import type { Filter, FilterColumn, Operator } from "@/lib/table/filters";

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
