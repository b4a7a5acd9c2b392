import type { CSSProperties, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import { describeStep, labelTick, shortDate } from "./chart-words";
import { type Chart, type ChartInput, layOut, SIZE } from "./geometry";

type UsesChartProps = ChartInput & {
  /** What it shows, for those who do not see it. */
  summary: string;
};

const at = ({ left, top }: { left?: number; top?: number }): CSSProperties => ({
  ...(left !== undefined && { left: `${left}%` }),
  ...(top !== undefined && { top: `${top}%` }),
});

/** Uses against the limit over time, drawn by the server: lines are stretched to any width, words beside them are not. */
export function UsesChart({ summary, ...input }: UsesChartProps) {
  const chart = layOut(input);
  return (
    <div role="img" aria-label={summary} className="@container text-2xs text-fg-3 tabular-nums">
      <div className="relative mt-5 mr-1 mb-6 ml-9 h-49 max-md:h-44">
        <Grid chart={chart} />
        <Lines chart={chart} />
        <LimitLabels chart={chart} />
        <NowMarks chart={chart} forecastAt={input.forecast && shortDate(formatDateTime(input.forecast.at))} />
        {input.points.every(({ uses }) => uses === 0) ? (
          <p className="absolute inset-x-0 top-1/2 -translate-y-1/2 text-center text-sm">No uses yet</p>
        ) : null}
      </div>
    </div>
  );
}

function Grid({ chart }: { chart: Chart }) {
  return (
    <>
      {chart.yTicks.map(({ value, top }) => (
        <div key={value} className="absolute inset-x-0 border-t" style={at({ top })}>
          <span className="absolute -top-2 right-full mr-2">{compact(value)}</span>
        </div>
      ))}
      {chart.xTicks.map((tick, index) => (
        <span
          key={tick.left}
          className={cn(
            "absolute top-full mt-1.5 whitespace-nowrap",
            tick.left < 3 ? "translate-x-0" : tick.left > 97 ? "-translate-x-full" : "-translate-x-1/2",
            index % 2 === 1 && "@max-[460px]:hidden",
          )}
          style={at(tick)}
        >
          {labelTick(tick.at)}
        </span>
      ))}
    </>
  );
}

function Lines({ chart }: { chart: Chart }) {
  const stroke = { fill: "none", vectorEffect: "non-scaling-stroke" } as const;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-hidden"
    >
      <path d={chart.area} className="fill-accent-solid opacity-12 forced-colors:hidden" />
      <path d={chart.line} {...stroke} strokeWidth={2} strokeLinejoin="round" className="stroke-accent-solid" />
      <path d={chart.limit} {...stroke} strokeWidth={1.5} className="stroke-bad-mark" />
      {chart.forecast ? (
        <path
          d={chart.forecast.path}
          {...stroke}
          strokeWidth={2}
          strokeDasharray="3 4"
          className="stroke-accent-solid"
        />
      ) : null}
    </svg>
  );
}

function LimitLabels({ chart }: { chart: Chart }) {
  const { firstLimit, lastLimit, step, limitAbove } = chart;
  return (
    <>
      {firstLimit ? (
        <Label place={firstLimit} className="-translate-y-[calc(100%+3px)] pl-1 font-medium text-bad-fg">
          Limit {formatNumber(firstLimit.value)}
        </Label>
      ) : null}
      {lastLimit ? (
        <Label place={lastLimit} className="-translate-x-full -translate-y-[calc(100%+3px)] font-medium text-bad-fg">
          Limit {formatNumber(lastLimit.value)}
        </Label>
      ) : null}
      {step ? (
        <Label
          place={step}
          className={cn("-translate-y-1/2 px-1.5 @max-[460px]:hidden", step.left > 55 && "-translate-x-full")}
        >
          {describeStep(step)}
        </Label>
      ) : null}
      {limitAbove === null ? null : (
        <span className="absolute top-0 right-0 -translate-y-1/2 font-medium text-bad-fg">
          Limit {formatNumber(limitAbove)}, above this picture
        </span>
      )}
    </>
  );
}

function NowMarks({ chart, forecastAt }: { chart: Chart; forecastAt: string | null }) {
  const { now, forecast, lastLimit } = chart;
  return (
    <>
      <div className="absolute inset-y-0 -top-2 border-l border-border-strong" style={at({ left: now.left })}>
        <span className={cn("absolute bottom-full", now.left > 95 ? "-right-1" : "-translate-x-1/2")}>Now</span>
      </div>
      <Label
        place={now}
        className={cn(
          "-translate-x-[calc(100%+8px)] font-medium text-fg",
          // Not over the words of the limit, which stand above its line.
          lastLimit && now.top - lastLimit.top < 9 ? "translate-y-0.5" : "-translate-y-[calc(100%+1px)]",
        )}
      >
        {formatNumber(now.uses)}
      </Label>
      <Mark place={now} className="size-2 border-2 border-accent-solid bg-surface" />
      {forecast?.end ? (
        <>
          <Mark place={forecast.end} className="size-[7px] bg-bad-mark" />
          <Label
            // Beside its end, or where there is no room below the line.
            place={forecast.end.left > 84 ? { left: 100, top: now.top } : forecast.end}
            className={cn(
              "mt-2 bg-surface leading-3.5 @max-[640px]:hidden",
              forecast.end.left > 84 ? "-translate-x-full text-right" : "ml-2",
            )}
          >
            <span className="block font-medium text-fg">Exhausted</span>
            <span className="block">{forecastAt}</span>
          </Label>
        </>
      ) : null}
    </>
  );
}

type MarkProps = { place: { left: number; top: number }; className: string; children?: ReactNode };

function Label({ place, className, children }: MarkProps) {
  return (
    <span className={cn("absolute whitespace-nowrap", className)} style={at(place)}>
      {children}
    </span>
  );
}

function Mark({ place, className }: MarkProps) {
  return (
    <span
      className={cn("absolute -translate-1/2 rounded-full forced-color-adjust-none", className)}
      style={at(place)}
    />
  );
}

/** "20", "1,500", "20k", "1.5M": what fits beside the axis. */
function compact(value: number): string {
  return value < 10_000 ? formatNumber(value) : new Intl.NumberFormat("en-US", { notation: "compact" }).format(value);
}
