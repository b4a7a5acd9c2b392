import type { FleetLife } from "./schema";

/** One in so many runs is short, so that there is something to see in the first minutes. */
const SHORT = { every: 12, milliseconds: 60_000 };
const MINUTE_MS = 60_000;
/** Nothing is planned for longer than a timer can wait. */
const LONGEST_MS = 86_400_000;

/** In: how the fleet lives, a source of numbers from 0 to 1. Out: how long a connector runs now, and whether it is for the last time. */
export function planRun(life: FleetLife, random: () => number): { milliseconds: number; isLast: boolean } {
  if (random() < life.lost) return { milliseconds: SHORT.milliseconds * random(), isLast: true };
  if (random() < 1 / SHORT.every) return { milliseconds: SHORT.milliseconds * random(), isLast: false };
  return { milliseconds: drawTime(life.minutesUp, random), isLast: false };
}

/** In: the same. Out: milliseconds that a connector is away, at least half of the average. */
export function planAway({ minutesDown }: FleetLife, random: () => number): number {
  return (minutesDown * MINUTE_MS) / 2 + drawTime(minutesDown / 2, random);
}

/** A time with the given average, as things that fail by chance have it: mostly short, now and then long. */
function drawTime(minutes: number, random: () => number): number {
  return Math.min(-Math.log(1 - random()) * minutes * MINUTE_MS, LONGEST_MS);
}
