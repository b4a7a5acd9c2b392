import "server-only";
import { z } from "zod";
import { KEY_SORTS, type KeySort } from "@/lib/services/provisioning-keys/list/schema";

/** A place in an ordered list: the sort value and id of one row. */
export type KeyCursor = { value: string | number | null; id: string };

/** Where to read: rows after a place, rows before one, or the last page. */
export type Position = { kind: "after" | "before"; at: KeyCursor } | { kind: "last" };

const LAST = "last";
const valueSchema = z.union([
  z
    .string()
    .max(240)
    .regex(/^\P{C}*$/u),
  z.int().min(0),
  z.null(),
]);
const cursorSchema = z.tuple([z.enum(["after", "before"]), z.enum(KEY_SORTS), valueSchema, z.uuid()]);

const NUMBERS = new Set(["maximum", "used", "utilization"]);
const TIMES = new Set(["expires", "lastUsed", "created"]);
const NULLABLE = new Set(["maximum", "utilization", "lastUsed"]);

/** In: a place and the order it belongs to. Out: its opaque form for an address; it holds only what the row shows anyway. */
export function formatCursor(kind: "after" | "before", sort: KeySort, at: KeyCursor): string {
  return Buffer.from(JSON.stringify([kind, sort, at.value, at.id])).toString("base64url");
}

/** The cursor of the last page. */
export function lastCursor(): string {
  return LAST;
}

/**
 * In: a cursor as it came in an address, and the order of the list. Out: the position, or null when it is not one, or one
 * of another order.
 */
export function parseCursor(text: string, sort: KeySort): Position | null {
  if (text === LAST) return { kind: "last" };
  try {
    const [kind, cursorSort, value, id] = cursorSchema.parse(
      JSON.parse(Buffer.from(text, "base64url").toString("utf8")),
    );
    if (cursorSort !== sort || !fits(sort.replace("-", ""), value)) return null;
    return { kind, at: { value, id } };
  } catch {
    return null;
  }
}

function fits(column: string, value: KeyCursor["value"]): boolean {
  if (value === null) return NULLABLE.has(column);
  if (NUMBERS.has(column)) return typeof value === "number";
  if (typeof value !== "string") return false;
  return !TIMES.has(column) || z.iso.datetime().safeParse(value).success;
}
