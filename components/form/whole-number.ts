/** A whole number as people type it, with spaces or commas between thousands; null when the text is anything else. */
export function parseWholeNumber(text: string): number | null {
  const compact = text.trim();
  if (!/^\d+$|^\d{1,3}(?:[, \u00a0\u202f]\d{3})+$/u.test(compact)) return null;
  const value = Number(compact.replace(/\D/gu, ""));
  return Number.isSafeInteger(value) ? value : null;
}

/** `value` moved by `by` and kept within the limits; without a value the move starts at the lower limit. */
export function clampStep(value: number | null, by: number, min: number, max: number): number {
  if (value === null) return min;
  return Math.min(max, Math.max(min, value + by));
}
