import { z } from "zod";

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

const nameSchema = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/);
/** Without what no stored text holds (PostgreSQL refuses NUL), trimmed, cut to length by characters. */
const textSchema = z
  .string()
  .transform((value) => [...value.replace(/\p{C}/gu, "").trim()].slice(0, MAX_TEXT).join(""))
  .pipe(z.string().min(1, "it looks for nothing"));
const numberSchema = z.int("it needs a whole number").min(0).max(Number.MAX_SAFE_INTEGER);
const dateSchema = z.iso
  .date("it needs a day such as 2026-11-23")
  .refine((value) => value >= "1970-01-01" && value < "3000-01-01", "its day is out of range");
const choiceSchema = z
  .string()
  .min(1)
  .max(240)
  .regex(/^\P{C}+$/u);

/** One filter: column, operator, value. Days are those of UTC; "before" excludes the day itself, and so does "after". */
export const filterSchema = z.discriminatedUnion("op", [
  z.strictObject({ column: nameSchema, op: z.enum(OPERATORS.text), value: textSchema }),
  z.strictObject({ column: nameSchema, op: z.enum(["eq", "ne", "lt", "lte", "gt", "gte"]), value: numberSchema }),
  z.strictObject({ column: nameSchema, op: z.literal("between"), value: z.tuple([numberSchema, numberSchema]) }),
  z.strictObject({
    column: nameSchema,
    op: z.enum(OPERATORS.choice),
    value: z
      .array(choiceSchema)
      .min(1, "it names no choice")
      .max(MAX_CHOICES, `it names more than ${MAX_CHOICES} choices`)
      .transform((values) => [...new Set(values)]),
  }),
  z.strictObject({ column: nameSchema, op: z.enum(["before", "after"]), value: dateSchema }),
  z.strictObject({
    column: nameSchema,
    op: z.enum(["last", "next"]),
    value: z.int("it needs a number of days").min(1, "it needs a number of days").max(MAX_DAYS, "it has too many days"),
  }),
  z.strictObject({ column: nameSchema, op: z.literal("never") }),
]);

export type Filter = z.output<typeof filterSchema>;

/**
 * The filters of a list, all of which must hold. In: its columns. Out: a schema that lets through only their names,
 * operators and choices.
 */
export function filterListSchema(columns: readonly FilterColumn[]) {
  return z
    .array(filterSchema)
    .max(MAX_FILTERS, `Use at most ${MAX_FILTERS} filters.`)
    .superRefine((filters, context) => {
      for (const [index, filter] of filters.entries()) {
        const reason = explainMismatch(filter, columns);
        if (reason !== null)
          context.addIssue({ code: "custom", path: [index], message: `This filter is refused: ${reason}.` });
      }
    });
}

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
  return column.format !== "uuid" || z.uuid().safeParse(value).success;
}
