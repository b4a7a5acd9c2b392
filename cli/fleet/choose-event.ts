import type { Roster } from "./roster";
import type { FleetKey } from "./schema";

export type FleetEvent =
  /** Connectors that enroll at once. */
  | { kind: "enroll"; key: FleetKey; count: number }
  /** One that tries a key which was refused before; it enrolls if somebody reopened the key. */
  | { kind: "retry"; key: FleetKey }
  /** One with a key string that this installation never made. */
  | { kind: "foreign"; like: FleetKey };

const RETRY_SHARE = 0.1;
const FOREIGN_SHARE = 0.04;
const BURST_SHARE = 0.1;
/** Connectors of one autoscale burst. */
const BURST = { least: 4, most: 12 };

/**
 * Picks what happens next in a fleet. In: roster, and a source of numbers from 0 to 1. Out: the event; null when no key is left that
 * could enroll by itself.
 */
export function chooseEvent(roster: Roster, random: () => number): FleetEvent | null {
  const pick = <T>(items: T[]) => items[Math.floor(random() * items.length)];
  const busy = [...roster.live].filter(({ pace }) => pace !== "quiet");
  const key = pick(busy);
  if (!key) return null;
  const chance = random();
  const refused = pick([...roster.refused]);
  if (refused && chance < RETRY_SHARE) return { kind: "retry", key: refused };
  if (chance > 1 - FOREIGN_SHARE) return { kind: "foreign", like: key };
  const scaling = pick(busy.filter(({ pace }) => pace === "autoscale"));
  if (scaling && chance > 1 - FOREIGN_SHARE - BURST_SHARE) {
    return { kind: "enroll", key: scaling, count: BURST.least + Math.floor(random() * (BURST.most - BURST.least + 1)) };
  }
  return { kind: "enroll", key, count: 1 };
}
