import { formatDate } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import { formatTotalOf, type ListCount } from "@/lib/table/count";
import type { Filter, FilterColumn, Operator } from "@/lib/table/filters";

/** How comparisons are called in a filter bar. */
export const OPERATOR_WORDS: Record<Operator, string> = {
  contains: "contains",
  equals: "is",
  starts: "starts with",
  eq: "=",
  ne: "≠",
  lt: "<",
  lte: "≤",
  gt: ">",
  gte: "≥",
  between: "between",
  any: "is any of",
  none: "is none of",
  before: "before",
  after: "after",
  last: "in the last",
  next: "in the next",
  never: "never",
};

/** The same, as they are read out where a sign alone says too little. */
export const SPOKEN_OPERATORS: Partial<Record<Operator, string>> = {
  eq: "equal to",
  ne: "not equal to",
  lt: "less than",
  lte: "at most",
  gt: "more than",
  gte: "at least",
};

/** A choice that a column offers, also one that is looked up only when it is needed. */
export type Choice = { value: string; label: string };

/** In: a filter, its column, labels of looked-up choices. Out: the words of its value; empty when it needs none. */
export function describeValue(filter: Filter, column: FilterColumn, choices: readonly Choice[] = []): string {
  if (filter.op === "never") return "";
  if (filter.op === "any" || filter.op === "none") {
    const known = [...(column.choices ?? []), ...choices];
    const labels = filter.value.map((value) => known.find((choice) => choice.value === value)?.label ?? value);
    return labels.length > 2 ? `${labels[0]}, +${labels.length - 1}` : labels.join(", ");
  }
  if (filter.op === "between") return filter.value.map((value) => withUnit(formatNumber(value), column)).join(" and ");
  if (filter.op === "before" || filter.op === "after") return formatDate(filter.value);
  if (filter.op === "last" || filter.op === "next")
    return filter.value === 1 ? "1 day" : `${formatNumber(filter.value)} days`;
  return typeof filter.value === "number" ? withUnit(formatNumber(filter.value), column) : String(filter.value);
}

/** A number of a column with what it counts: "80 %". */
export function withUnit(text: string, { unit }: FilterColumn): string {
  return unit ? `${text}\u00a0${unit}` : text;
}

/** What a row is called, one and several. */
export type RowNoun = readonly [singular: string, plural: string];

/** In: how many rows filters leave. Out: the words for it: "3 keys match". */
export function describeMatches(count: ListCount, [singular, plural]: RowNoun = ["row", "rows"]): string {
  if (count.total === 0) return `No ${singular} matches`;
  return `${formatTotalOf(count, singular, plural)} ${count.total === 1 ? "matches" : "match"}`;
}

/** A filter as one phrase: "Name contains prod". */
export function describeFilter(filter: Filter, columns: readonly FilterColumn[], choices?: readonly Choice[]): string {
  const column = columns.find(({ name }) => name === filter.column);
  if (!column) return filter.column;
  return [column.label, OPERATOR_WORDS[filter.op], describeValue(filter, column, choices)].filter(Boolean).join(" ");
}
