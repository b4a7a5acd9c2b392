import type { CDPSession } from "@playwright/test";
import type { Figure } from "@/bench/page/report";

const MB = 1024 * 1024;
const HEAP_TARGET_MB = 5;
/** A tooltip or a row that came meanwhile is no leak. */
const NODES_TARGET = 200;
const LISTENERS_TARGET = 50;

/** What a tab holds: bytes of its JavaScript heap, nodes and listeners of its documents, detached ones too. */
export type Memory = { heap: number; nodes: number; listeners: number };
export type MemorySample = Memory & { minute: number };

/** Reads it after a full garbage collection. Needs Performance.enable. */
export async function readMemory(cdp: CDPSession): Promise<Memory> {
  // The first collection runs finalizers, whose garbage the second takes.
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: read("JSHeapUsedSize"), nodes: read("Nodes"), listeners: read("JSEventListeners") };
}

/** In: samples after the warm-up. Out: growth from the first to the last, with the slope in the note. */
export function summarizeMemory(samples: MemorySample[]): Figure[] {
  const one = (label: string, unit: "MB" | "", target: number, read: (sample: MemorySample) => number): Figure => {
    const values = samples.map(read);
    const [first, last] = [values[0] ?? Number.NaN, values.at(-1) ?? Number.NaN];
    const digits = unit === "" ? 0 : 2;
    const slope = fitSlope(
      samples.map(({ minute }) => minute),
      values,
    );
    const note = `${first.toFixed(digits)} → ${last.toFixed(digits)}, slope ${slope.toFixed(unit === "" ? 1 : 3)} a minute, ${samples.length} samples`;
    return {
      label: `live: ${label} grown after the first minute`,
      unit,
      p50: last - first,
      p95: last - first,
      target,
      note,
    };
  };
  return [
    one("heap", "MB", HEAP_TARGET_MB, ({ heap }) => heap / MB),
    one("nodes", "", NODES_TARGET, ({ nodes }) => nodes),
    one("listeners", "", LISTENERS_TARGET, ({ listeners }) => listeners),
  ];
}

/** Slope of the least-squares line. */
function fitSlope(xs: number[], ys: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const spread = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  return xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] ?? my) - my), 0) / spread;
}
