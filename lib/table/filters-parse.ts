import { explainMismatch, type Filter, type FilterColumn, isChoice, MAX_FILTERS } from "@/lib/table/filters";
import { filterSchema } from "@/lib/table/filters-schema";
import { type DroppedFilter, FILTER_PARAM, formatFilter, shortenText } from "@/lib/table/filters-url";

/** Longer texts are not even looked at: 50 choices of ids take less. */
const MAX_LENGTH = 4_000;

export type ParsedFilters = { filters: Filter[]; dropped: DroppedFilter[] };

type Params = Record<string, string | string[] | undefined>;

/**
 * The filters of an address: `filter=name:contains:fra1&filter=status:any:active,expiring`.
 * In: search parameters as Next hands them over, the columns of the list. Out: the filters that hold good, in their order
 * and without repetition, and those that were left out with the reason. Never throws.
 */
export function parseFilters(params: Params, columns: readonly FilterColumn[]): ParsedFilters {
  const given = params[FILTER_PARAM];
  return parseFilterTexts(typeof given === "string" ? [given] : (given ?? []), columns);
}

/** The same for filters in their text form, wherever they come from. */
export function parseFilterTexts(texts: readonly string[], columns: readonly FilterColumn[]): ParsedFilters {
  const filters: Filter[] = [];
  const dropped: DroppedFilter[] = [];
  const seen = new Set<string>();
  for (const text of texts.slice(0, MAX_FILTERS * 4)) {
    const { filter, reason } = parseFilter(text, columns);
    if (reason !== undefined) dropped.push({ text: shortenText(text), reason });
    if (!filter) continue;
    const canonical = formatFilter(filter);
    if (seen.has(canonical)) continue;
    seen.add(canonical);
    if (filters.length < MAX_FILTERS) filters.push(filter);
    else dropped.push({ text: shortenText(text), reason: `a list takes at most ${MAX_FILTERS} filters` });
  }
  return { filters, dropped };
}

function parseFilter(text: string, columns: readonly FilterColumn[]): { filter?: Filter; reason?: string } {
  if (text.length > MAX_LENGTH) return { reason: "it is too long" };
  const [name = "", op = ""] = text.split(":", 2);
  const column = columns.find((candidate) => candidate.name === name);
  if (!column) return { reason: "there is no such column" };
  if (!column.operators.some((operator) => operator === op))
    return { reason: `“${column.label}” has no such comparison` };
  const raw = text.slice(name.length + op.length + 2);
  const { value, unknown } = readValue(op, raw, column);
  if (value !== undefined && unknown.length > 0 && (value as unknown[]).length === 0)
    return { reason: nameUnknown(column, unknown) };
  const parsed = filterSchema.safeParse({ column: name, op, ...(value !== undefined && { value }) });
  if (!parsed.success) return { reason: explainValue(parsed.error.issues[0]?.message) };
  const mismatch = explainMismatch(parsed.data, columns);
  if (mismatch !== null) return { reason: mismatch };
  return { filter: parsed.data, ...(unknown.length > 0 && { reason: nameUnknown(column, unknown) }) };
}

function readValue(op: string, raw: string, column: FilterColumn): { value: unknown; unknown: string[] } {
  if (op === "never") return { value: raw === "" ? undefined : raw, unknown: [] };
  if (op === "any" || op === "none") {
    const given = raw.split(",").map(decodeChoice);
    return {
      value: given.filter((value) => isChoice(value, column)),
      unknown: given.filter((value) => !isChoice(value, column)),
    };
  }
  if (op === "between") return { value: raw.split(",").map(readNumber), unknown: [] };
  const isNumber = column.type === "number" || op === "last" || op === "next";
  return { value: isNumber ? readNumber(raw) : raw, unknown: [] };
}

/** Plain digits only: nothing that merely `Number()` would understand. */
function readNumber(text: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : undefined;
}

function decodeChoice(text: string): string {
  return text.replace(/%2C|%25/gi, (code) => (code === "%25" ? "%" : ","));
}

function nameUnknown(column: FilterColumn, unknown: string[]): string {
  const names = unknown.slice(0, 3).map((value) => `“${shortenText(value)}”`);
  return `“${column.label}” has no choice ${names.join(", ")}${unknown.length > 3 ? " and others" : ""}`;
}

function explainValue(message: string | undefined): string {
  return message?.startsWith("it ") || message?.startsWith("its ") ? message : "its value is not valid";
}
