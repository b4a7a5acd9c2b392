import { cn } from "@/lib/cn";
import { LAKES, LAND } from "./outline";

/** Degrees that are shown, half of the world each way. */
const WIDTH = 180;
const HEIGHT = 90;
const EVERY = 30;
const steps = (limit: number) => Array.from({ length: (2 * limit) / EVERY + 1 }, (_, step) => step * EVERY - limit);

type WorldMapProps = { latitude: number; longitude: number; className?: string };

/** A point on a plain map of its half of the world (equirectangular), drawn here: nothing is fetched for it. */
export function WorldMap({ latitude, longitude, className }: WorldMapProps) {
  const left = Math.max(-180, Math.min(180 - WIDTH, longitude - WIDTH / 2));
  const top = Math.max(-90, Math.min(90 - HEIGHT, -latitude - HEIGHT / 2));
  return (
    <svg
      role="img"
      aria-label={`Map: ${describePoint(latitude, longitude)}`}
      viewBox={`${left} ${top} ${WIDTH} ${HEIGHT}`}
      className={cn("block aspect-2/1 w-full rounded-sm border bg-surface-2", className)}
    >
      <g transform="scale(1 -1)">
        <g className="fill-border-strong forced-colors:fill-[CanvasText]">
          {LAND.map((points) => (
            <polygon key={points} points={points} />
          ))}
        </g>
        <g className="fill-surface-2">
          {LAKES.map((points) => (
            <polygon key={points} points={points} />
          ))}
        </g>
      </g>
      <g className="stroke-border" strokeWidth={1}>
        {steps(180).map((x) => (
          <line key={`x${x}`} x1={x} y1={-90} x2={x} y2={90} vectorEffect="non-scaling-stroke" />
        ))}
        {steps(90).map((y) => (
          <line key={`y${y}`} x1={-180} y1={y} x2={180} y2={y} vectorEffect="non-scaling-stroke" />
        ))}
      </g>
      <circle cx={longitude} cy={-latitude} r={5.5} className="fill-accent-solid opacity-25" />
      <circle
        cx={longitude}
        cy={-latitude}
        r={2.4}
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
        className="fill-accent-solid stroke-surface forced-colors:fill-[Highlight]"
      />
    </svg>
  );
}

/** In: degrees. Out: "51.95° north, 4.14° east". */
function describePoint(latitude: number, longitude: number): string {
  const north = latitude < 0 ? "south" : "north";
  const east = longitude < 0 ? "west" : "east";
  return `${Math.abs(latitude)}° ${north}, ${Math.abs(longitude)}° ${east}`;
}
