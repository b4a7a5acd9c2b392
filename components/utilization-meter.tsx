import type { CSSProperties } from "react";
import { ChangedCount } from "@/components/live/changed-count";
import { cn } from "@/lib/cn";
import { formatNumber, percentUsed } from "@/lib/format/number";

type MeterBarProps = {
  used: number;
  max: number;
  /** Grey: the key is Disabled or Expired. */
  muted?: boolean;
  /** 4 px in tables, 8 px in dialogs. */
  thick?: boolean;
  /** A maximum being considered: the share it adds is hatched. */
  proposedMax?: number;
  className?: string;
};

const width = (share: number): CSSProperties => ({ width: `${Math.min(100, Math.max(0, share))}%` });

/** A bar with role meter: neutral below 80 %, amber from there, red at the limit. */
export function MeterBar({ used, max, muted = false, thick = false, proposedMax, className }: MeterBarProps) {
  const whole = Math.max(1, proposedMax ?? max);
  const percent = percentUsed(used, whole) ?? 0;
  const tone = muted ? "bg-off-mark/55" : percent >= 100 ? "bg-bad-mark" : percent >= 80 ? "bg-warn-mark" : "bg-bar";
  return (
    // biome-ignore lint/a11y/useSemanticElements: the native element cannot be drawn in two parts or styled alike everywhere
    <div
      role="meter"
      aria-label="Uses"
      aria-valuemin={0}
      aria-valuemax={whole}
      aria-valuenow={Math.min(used, whole)}
      aria-valuetext={`${formatNumber(used)} of ${formatNumber(whole)} uses`}
      className={cn(
        "flex overflow-hidden rounded-full bg-track forced-color-adjust-none",
        thick ? "h-2" : "h-1",
        className,
      )}
    >
      <span
        className={cn("rounded-full transition-[width] duration-240", proposedMax === undefined ? tone : "bg-bar")}
        style={width((used / whole) * 100)}
      />
      {proposedMax !== undefined && proposedMax > used ? (
        <span className="flex-1 bg-[repeating-linear-gradient(115deg,var(--accent-solid)_0_3px,var(--accent-line)_3px_6px)]" />
      ) : null}
    </div>
  );
}

type UtilizationMeterProps = {
  used: number;
  /** Null is Unlimited: the number stands alone. */
  max: number | null;
  muted?: boolean;
  className?: string;
};

/** The utilization cell of a table: count, bar, percent; "47 of 60" in place of 47 when rows are cards. */
export function UtilizationMeter({ used, max, muted = false, className }: UtilizationMeterProps) {
  const percent = percentUsed(used, max);
  if (max === null || percent === null) {
    return (
      <div className={cn("grid grid-cols-[40px_1fr] items-center gap-2 max-md:flex", className)}>
        <ChangedCount value={used} className="text-right" />
        <span className="text-xs whitespace-nowrap text-fg-3">No limit</span>
      </div>
    );
  }
  const tone = muted || percent < 80 ? "text-fg-3" : percent >= 100 ? "text-bad-fg" : "text-warn-fg";
  return (
    <div
      className={cn(
        "grid grid-cols-[40px_minmax(0,1fr)_38px] items-center gap-2 max-md:grid-cols-[auto_minmax(0,1fr)_40px]",
        className,
      )}
    >
      <span className="text-right whitespace-nowrap">
        <ChangedCount value={used} />
        <span className="text-fg-3 md:hidden"> of {formatNumber(max)}</span>
      </span>
      <MeterBar used={used} max={max} muted={muted} />
      <span className={cn("text-right text-xs", tone)}>{percent}%</span>
    </div>
  );
}
