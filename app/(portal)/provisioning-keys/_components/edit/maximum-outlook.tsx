import { TriangleAlert } from "lucide-react";
import { MeterBar } from "@/components/utilization-meter";
import { formatNumber } from "@/lib/format/number";

type MaximumOutlookProps = { used: number; before: number | null; after: number | null };

/** What a maximum means for the uses so far: how many are left, or that there are none. */
export function MaximumOutlook({ used, before, after }: MaximumOutlookProps) {
  if (after === null) return <Legend used={used} left="No limit" />;
  if (Number.isNaN(after) || after < 1) return null;
  const left = after - used;
  if (left <= 0) {
    return (
      <p className="flex gap-1.5 text-xs text-warn-fg">
        <TriangleAlert aria-hidden className="mt-px size-3.5" />
        <span>
          {used === 0 ? "No use" : formatNumber(used)} {used === 1 ? "is" : "are"} used
          {left === 0 ? ", so none is left" : `, ${formatNumber(-left)} more than that`}: the key
          {before !== null && used >= before ? " stays" : " will be"} Exhausted. Enrolled connectors are not affected.
        </span>
      </p>
    );
  }
  return (
    <>
      <MeterBar used={used} max={after} proposedMax={after === before ? undefined : after} thick className="mt-1.5" />
      <Legend used={used} left={`${formatNumber(left)} left`} />
    </>
  );
}

function Legend({ used, left }: { used: number; left: string }) {
  return (
    <div className="flex justify-between text-xs">
      <span className="text-fg-2">{formatNumber(used)} used</span>
      <b className="font-medium">{left}</b>
    </div>
  );
}
