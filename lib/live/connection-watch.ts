import "server-only";
import { createGate, type Gate } from "./gate";

/** A look is followed by a pause a hundred times as long as it takes: it costs a hundredth of the time at any size. */
const PAUSE_FACTOR = 100;
/** What a look takes is the shortest of the last few: the others waited for a machine that was busy with something else. */
const REMEMBERED = 5;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Notices that other connectors are connected than before. A heartbeat leaves no trace but its time, and silence leaves none at all, so
 * this compares what is, and it does so the less often the longer it takes.
 * In: how to read a text that stands for all that are connected.
 */
export function createConnectionWatch(read: () => Promise<string>) {
  let known: string | undefined;
  let nextLookAt = 0;
  let lasted: number[] = [];
  /** When the first look began, and when one last found something else. */
  let since = 0;
  let movedAt = 0;
  let gate: Gate | undefined;

  return {
    /** Resolves when changes are noticed from then on, or are given up on. */
    ready(): Promise<void> {
      if (known !== undefined) return Promise.resolve();
      gate ??= createGate();
      return gate.promise;
    },

    /** Looks, unless it is too soon. Out: whether something is different. Throws what reading throws. */
    async look(): Promise<boolean> {
      const start = Date.now();
      if (known !== undefined && start < nextLookAt) return false;
      const now = await read();
      lasted = [...lasted, Date.now() - start].slice(-REMEMBERED);
      nextLookAt = Date.now() + Math.min(Math.min(...lasted) * PAUSE_FACTOR, LONGEST_PAUSE_MS);
      const before = known;
      known = now;
      if (before === undefined) {
        since = start;
        gate?.resolve();
        gate = undefined;
        return false;
      }
      if (before !== now) movedAt = start;
      return before !== now;
    },

    /** In: milliseconds. Out: whether, so long ago or later, a difference was found or nobody looked yet; a false alarm costs one read. */
    movedWithin(ageMs: number): boolean {
      const from = Date.now() - ageMs;
      return known === undefined || since > from || movedAt > from;
    },

    /** Begins anew at the next look. */
    forget(): void {
      known = undefined;
      gate?.resolve();
      gate = undefined;
    },
  };
}
