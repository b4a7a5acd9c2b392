import type { filterSchema } from "@/lib/table/filters-schema";

/** What a column's values are; it decides which operators make sense. */
export const OPERATORS = {
  text: ["contains", "equals", "starts"],
  number: ["eq", "ne", "lt", "lte", "gt", "gte", "between"],
  choice: ["any", "none"],
  date: ["before", "after", "last", "next", "never"],
} as const;

export type ColumnType = keyof typeof OPERATORS;
export type Operator = (typeof OPERATORS)[ColumnType][number];

export const MAX_FILTERS = 12;
export const MAX_TEXT = 200;
export const MAX_CHOICES = 50;
/** Days of "in the last" and "in the next". */
export const MAX_DAYS = 3_650;

/**
 * A column that can be filtered, as data. Where values are chosen and there are no `choices`, any value of `format` will
 * do. A text column may have operators of choices too, when its texts are the names of things that have an id.
 */
export type FilterColumn = {
  name: string;
  label: string;
  type: ColumnType;
  operators: readonly Operator[];
  choices?: readonly { value: string; label: string }[];
  format?: "text" | "uuid";
  /** What its numbers count, as written behind them: "%". */
  unit?: string;
};

/** One filter of a list: column, comparison, value. Its schema, which explains the days, is in filters-schema.ts. */
export type Filter = (typeof filterSchema)["_zod"]["output"];

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** In: a filter and the columns of the list. Out: why it does not fit them, or null. */
export function explainMismatch(filter: Filter, columns: readonly FilterColumn[]): string | null {
  const column = columns.find(({ name }) => name === filter.column);
  if (!column) return "there is no such column";
  if (!column.operators.includes(filter.op)) return `“${column.label}” has no such comparison`;
  if (filter.op === "between" && filter.value[0] > filter.value[1]) return "its first number is above its second";
  if (filter.op !== "any" && filter.op !== "none") return null;
  const unknown = filter.value.find((value) => !isChoice(value, column));
  return unknown === undefined ? null : `“${column.label}” has no choice “${unknown}”`;
}

/** Whether a value can be chosen in a column. */
export function isChoice(value: string, column: FilterColumn): boolean {
  if (column.choices) return column.choices.some((choice) => choice.value === value);
  return column.format !== "uuid" || UUID.test(value);
}
