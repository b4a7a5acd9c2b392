import { z } from "zod";
import {
  explainMismatch,
  type Filter,
  type FilterColumn,
  MAX_CHOICES,
  MAX_DAYS,
  MAX_FILTERS,
  MAX_TEXT,
  OPERATORS,
} from "@/lib/table/filters";

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

/** Filters of some list, before it is known which. */
export const anyFiltersSchema = z.array(filterSchema).max(MAX_FILTERS, `Use at most ${MAX_FILTERS} filters.`);

type Refuse = (index: number, message: string) => void;

/** In: filters, the columns of their list. Calls `refuse` for each one that does not fit them. */
export function refuseMismatches(filters: readonly Filter[], columns: readonly FilterColumn[], refuse: Refuse): void {
  for (const [index, filter] of filters.entries()) {
    const reason = explainMismatch(filter, columns);
    if (reason !== null) refuse(index, `This filter is refused: ${reason}.`);
  }
}

/**
 * The filters of a list, all of which must hold. In: its columns. Out: a schema that lets through only their names,
 * operators and choices.
 */
export function filterListSchema(columns: readonly FilterColumn[]) {
  return anyFiltersSchema.superRefine((filters, context) =>
    refuseMismatches(filters, columns, (index, message) =>
      context.addIssue({ code: "custom", path: [index], message }),
    ),
  );
}
