/** Reads a JSON object; everything else, and text that is not JSON, is an empty object. */
export function parseRecord(text: string): Record<string, unknown> {
  try {
    return toRecord(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The value itself when it is a JSON object, otherwise an empty one. */
export function toRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value));
}

/** A text member; empty when it is missing or of another type. */
export function readText(record: Record<string, unknown>, name: string): string {
  const value = record[name];
  return typeof value === "string" ? value : "";
}
