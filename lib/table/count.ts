import { formatCount, formatNumber } from "@/lib/format/number";

/** How many rows a list has: `total` is exact unless `about` is true; then only `estimate` says how many there may be. */
export type ListCount = { total: number; about: boolean; estimate: number };

/** In: a count. Out: its number; an estimate with two digits, since more would claim what nobody counted. */
export function roundCount({ total, about, estimate }: ListCount): number {
  if (!about) return total;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(estimate, total))) - 1);
  return Math.max(total, Math.round(estimate / step) * step);
}

/** "1,204", or "about 1,200,000" where the rows were not all counted. */
export function formatTotal(count: ListCount): string {
  return `${count.about ? "about " : ""}${formatNumber(roundCount(count))}`;
}

/** "1 key", "about 1,200,000 keys". */
export function formatTotalOf(count: ListCount, singular: string, plural?: string): string {
  return `${count.about ? "about " : ""}${formatCount(roundCount(count), singular, plural)}`;
}
