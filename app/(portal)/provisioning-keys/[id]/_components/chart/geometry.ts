import { scaleLinear, scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";
import type { Forecast } from "@/lib/services/provisioning-keys/activity/forecast";
import type { LimitStretch } from "@/lib/services/provisioning-keys/activity/limit-line";

/** Paths are drawn in a square of this size, which is stretched over the plot; labels stand beside it, at per cents of it. */
export const SIZE = 1000;

/** Part of the width that lies ahead of now: where a forecast is drawn, and where there is none. */
const AHEAD = { forecast: 0.2, none: 0.03 };
/** A limit further above the curve than this would flatten it: it is said, and not drawn. */
const LIMIT_DRAWN = 12;
const HEADROOM = 1.18;
const TICKS = { x: 6, y: 4 };

export type ChartInput = {
  since: string;
  now: string;
  createdAt: string;
  points: readonly { at: string; uses: number }[];
  limits: readonly LimitStretch[];
  forecast: Forecast | null;
};

type Place = { left: number; top: number };
export type Chart = {
  xTicks: { at: Date; left: number }[];
  yTicks: { value: number; top: number }[];
  /** The curve, and the area under it. */
  line: string;
  area: string;
  /** Stepped; empty where there is no limit, or none that can be drawn. */
  limit: string;
  /** The first and the last limit that are drawn, and the last step between two. */
  firstLimit: (Place & { value: number }) | null;
  lastLimit: (Place & { value: number }) | null;
  step: (Place & { from: number | null; to: number; by: string; at: string }) | null;
  /** The limit now, when it is too far above to be drawn. */
  limitAbove: number | null;
  now: Place & { uses: number };
  /** Dotted; `end` when its end is within the picture. */
  forecast: { path: string; end: Place | null } | null;
};

/** In: what is known. Out: where each part is drawn. Instants are UTC. */
export function layOut(input: ChartInput): Chart {
  const [since, now] = [Date.parse(input.since), Date.parse(input.now)];
  const ahead = input.forecast ? AHEAD.forecast : AHEAD.none;
  const until = Math.round(now + ((now - since) * ahead) / (1 - ahead));
  const x = scaleUtc([new Date(since), new Date(until)], [0, SIZE]);

  const curve = beginAtCreation(input);
  const uses = curve.at(-1)?.uses ?? 0;
  const drawn = drawable(input.limits, Math.max(1, ...curve.map((point) => point.uses)));
  const top = Math.max(1, ...curve.map((point) => point.uses), ...drawn.map(({ limit }) => limit));
  const y = scaleLinear([0, top * HEADROOM], [SIZE, 0]);
  const place = (at: number, value: number): Place => ({ left: percent(x(at)), top: percent(y(value)) });

  const [first, last] = [drawn.at(0), drawn.at(-1)];
  const current = input.limits.at(-1)?.limit ?? null;
  const step = drawn.findLast((stretch) => stretch.by !== null);
  const before = step && input.limits[input.limits.indexOf(step) - 1];
  return {
    xTicks: x.ticks(TICKS.x).map((at) => ({ at, left: percent(x(at)) })),
    yTicks: y
      .ticks(TICKS.y)
      .filter((value) => Number.isInteger(value))
      .map((value) => ({ value, top: percent(y(value)) })),
    line:
      line<Point>(
        (point) => round(x(point.at)),
        (point) => round(y(point.uses)),
      )(curve) ?? "",
    area:
      area<Point>(
        (point) => round(x(point.at)),
        SIZE,
        (point) => round(y(point.uses)),
      )(curve) ?? "",
    limit: traceSteps(drawn, { x, y, now, until }),
    firstLimit:
      first && first !== last && first.limit !== last?.limit
        ? { ...place(Date.parse(first.from), first.limit), value: first.limit }
        : null,
    lastLimit: last && last.to === input.now ? { ...place(until, last.limit), value: last.limit } : null,
    step:
      step?.by && before
        ? {
            ...place(Date.parse(step.from), (step.limit + (before.limit ?? step.limit)) / 2),
            from: before.limit,
            to: step.limit,
            by: step.by,
            at: step.from,
          }
        : null,
    limitAbove: current !== null && drawn.at(-1)?.limit !== current ? current : null,
    now: { ...place(now, uses), uses },
    forecast:
      input.forecast && current !== null
        ? traceForecast(input.forecast, { now, uses, limit: current, until, place })
        : null,
  };
}

type Point = { at: number; uses: number };

const round = (value: number) => Math.round(value * 10) / 10;
const percent = (value: number) => Math.round(value * 10) / 100;

/** Before a key was created there is no count to draw. */
function beginAtCreation({ points, createdAt }: ChartInput): Point[] {
  const created = Date.parse(createdAt);
  const all = points.map(({ at, uses }) => ({ at: Date.parse(at), uses }));
  const later = all.filter(({ at }) => at >= created);
  return later.length === all.length ? all : [{ at: created, uses: 0 }, ...later];
}

type DrawnStretch = LimitStretch & { limit: number };

function drawable(limits: readonly LimitStretch[], uses: number): DrawnStretch[] {
  return limits.filter(
    (stretch): stretch is DrawnStretch => stretch.limit !== null && stretch.limit <= Math.max(uses, 5) * LIMIT_DRAWN,
  );
}

type Scales = { x: (at: number) => number; y: (value: number) => number; now: number; until: number };

/** The limit of now reaches to the edge of the picture. */
function traceSteps(stretches: readonly DrawnStretch[], { x, y, now, until }: Scales): string {
  let path = "";
  let end: number | undefined;
  for (const { from, to, limit } of stretches) {
    const [begin, over] = [Date.parse(from), Date.parse(to)];
    path += end === begin ? `V${round(y(limit))}` : `M${round(x(begin))},${round(y(limit))}`;
    path += `H${round(x(over >= now ? until : over))}`;
    end = over;
  }
  return path;
}

type Ahead = { now: number; uses: number; limit: number; until: number; place: (at: number, value: number) => Place };

function traceForecast({ at }: Forecast, { now, uses, limit, until, place }: Ahead): Chart["forecast"] {
  const over = Date.parse(at);
  const begin = place(now, uses);
  const isWithin = over <= until;
  const share = isWithin ? 1 : (until - now) / (over - now);
  const end = place(now + (over - now) * share, uses + (limit - uses) * share);
  const point = ({ left, top }: Place) => `${round(left * 10)},${round(top * 10)}`;
  return { path: `M${point(begin)}L${point(end)}`, end: isWithin ? end : null };
}
