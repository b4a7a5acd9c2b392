/** One measured quantity: two percentiles, and the most that the second may be; null where it is told for information. */
export type Figure = {
  label: string;
  unit: "KB" | "MB" | "ms" | "s" | "";
  p50: number;
  p95: number;
  target: number | null;
  note: string;
};

/** In: samples, and the share of them that must not be above the answer (0.95). Out: that sample; NaN when there is none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** In: what was sampled. Out: its figure; the note says the rounds and what else is to know. */
export function summarize(
  label: string,
  unit: Figure["unit"],
  samples: readonly number[],
  target: number | null,
  note = "",
): Figure {
  const rounds = `${samples.length} rounds`;
  return {
    label,
    unit,
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    target,
    note: note === "" ? rounds : `${rounds}; ${note}`,
  };
}

/** A yes or no as a figure: 1 when it holds. In: what must hold, whether it does, how that was found out. */
export function check(label: string, holds: boolean, note: string): Figure {
  const failed = holds ? 0 : 1;
  return { label: `${label}: failures`, unit: "", p50: failed, p95: failed, target: 0, note };
}

/** A figure that could not be measured is missed too. */
export const isMissed = ({ p95, target }: Figure) => target !== null && !(p95 <= target);

export function printHead(): void {
  console.log(`${"measure".padEnd(54)} ${"p50".padStart(9)} ${"p95".padStart(9)} ${"target".padStart(9)}`);
}

export function printFigure(figure: Figure): void {
  const { label, unit, p50, p95, target, note } = figure;
  const number = (value: number) => value.toFixed(unit === "" ? 0 : value < 10 ? 2 : 1);
  const missed = isMissed(figure) ? "  MISSED" : "";
  const wanted = target === null ? "" : `≤ ${target}`;
  console.log(
    `${`${label}${unit && `, ${unit}`}`.padEnd(54)} ${number(p50).padStart(9)} ${number(p95).padStart(9)} ${wanted.padStart(9)}${missed}  ${note}`,
  );
}
