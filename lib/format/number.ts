const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A whole number with thousands separators: 1204 → "1,204". */
export function formatNumber(value: number): string {
  return grouped.format(value);
}

/** "1 use", "1,204 uses"; `plural` is needed only where adding an s is wrong. */
export function formatCount(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(value)} ${value === 1 ? singular : plural}`;
}

/**
 * Share of `max` as a whole percentage, rounded down so that 100 appears only when the limit is reached.
 * A count above the maximum (it may be lowered) gives more than 100. Without a maximum there is no share: null.
 */
export function percentUsed(used: number, max: number | null): number | null {
  if (max === null) return null;
  if (max <= 0) return 100;
  const percent = Math.floor((used / max) * 100);
  return percent === 0 && used > 0 ? 1 : percent;
}

/** A maximum as the table shows it: "Unlimited", never 0 or a run of nines. */
export function formatMaximum(max: number | null): string {
  return max === null ? "Unlimited" : formatNumber(max);
}
