import { Button } from "@/components/ui/button";
import { formatCount, formatNumber } from "@/lib/format/number";
import type { RunProgress } from "./use-bulk-run";

/** In: a run. Out: what it does: "Disabling 1,204 keys". */
export function describeRun({ job: { words }, total }: RunProgress): string {
  return `${words.doing} ${formatCount(total, ...words.noun)}`;
}

type BulkProgressProps = { progress: RunProgress; onStop: () => void };

/** How far a run is, and what stops it. */
export function BulkProgress({ progress, onStop }: BulkProgressProps) {
  const { done, total, isStopping } = progress;
  const text = `${formatNumber(done)} of ${formatNumber(total)}`;
  return (
    <>
      <span className="font-medium">{describeRun(progress)}</span>
      <div
        role="progressbar"
        aria-label={describeRun(progress)}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={text}
        className="mx-3 h-1 w-44 min-w-16 overflow-hidden rounded-full bg-track forced-color-adjust-none max-md:mx-0 max-md:w-auto max-md:flex-1"
      >
        <div
          className="h-full rounded-full bg-accent-solid transition-[width] duration-240"
          style={{ width: `${(done / total) * 100}%` }}
        />
      </div>
      <span className="mr-2 text-fg-2">{text}</span>
      <Button variant="quiet" busy={isStopping} onClick={onStop}>
        {isStopping ? "Stopping…" : "Stop"}
      </Button>
    </>
  );
}
