import "server-only";
import { createConnectionWatch } from "./connection-watch";
import { createGate, type Gate } from "./gate";
import { followsConnections, LIVE_RESOURCES, type LiveResource } from "./resources";

/** Rows per kind of target above a floor, and how many of them lie above the next floor too. */
export type Change = { target: string; found: number; kept: number; latest: number };

/** Where changes are read; audit_events and connectors in the product. Sequence numbers are below 2^53. */
export type ChangeSource = {
  readLatest: () => Promise<number>;
  readChanges: (floor: number, nextFloor: number) => Promise<Change[]>;
  /** A text that is another one when other connectors are connected. */
  readConnections: () => Promise<string>;
};

/** `version` is the newest sequence number; one that repeats is a change too: a row below it was committed later. */
export type LiveMessage = { kind: "changed"; resource: LiveResource; version: number } | { kind: "offline" };
export type LiveListener = (message: LiveMessage) => void;

export type Subscription = {
  /** Resolves when every later change is going to be told. Never rejects: without a database the listener hears "offline". */
  ready: Promise<void>;
  /**
   * Once ready: whether connectors came or went, or may have, in so many milliseconds before now. For what follows no connections: no.
   */
  mayHaveMissed: (ageMs: number) => boolean;
  unsubscribe: () => void;
};

const POLL_MS = 1_000;
/** A transaction gets its numbers before it commits, and ends within ten seconds (lib/services/verb.ts). */
const SETTLE_POLLS = 15;
/** Numbers that several nodes of a database hand out may lie further apart. */
const MARGIN = 1_000;
/** No poll reads more rows than these, however fast they come. */
const MOST_ROWS = 20_000;
/** One answer that fails may be bad luck, two in a row are an outage. */
const FAILURES = 2;

type Cursor = { floor: number; counts: Map<string, number>; latest: number; history: number[] };

/**
 * Asks, once a second and only while somebody listens, whether rows appeared, and tells the listeners whom it concerns.
 * Rows are only ever added, so more of them above the same floor is a change, also where one was committed late, below
 * numbers seen before; the floor therefore follows the newest number with some delay.
 * In: where to read. Out: how to subscribe to a resource.
 */
export function createPoller(source: ChangeSource) {
  const listeners = new Map<LiveListener, LiveResource>();
  const connections = createConnectionWatch(() => source.readConnections());
  let cursor: Cursor | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first: Gate | undefined;
  let run = 0;
  let failures = 0;
  /** Kept while a look fails that began well. */
  let moved = new Set<string>();

  async function poll(mine: number): Promise<void> {
    try {
      if (cursor === undefined) {
        const latest = await source.readLatest();
        if (mine !== run) return;
        cursor = { floor: Math.max(0, latest - MARGIN), counts: new Map(), latest, history: [latest] };
        await advance(cursor);
      } else {
        await advance(cursor, true);
      }
      if ([...listeners.values()].some(followsConnections)) {
        if (await connections.look()) moved.add("connection");
      } else {
        connections.forget();
      }
      if (mine !== run) return;
      failures = 0;
      first?.resolve();
    } catch {
      if (mine !== run) return;
      failures += 1;
    }
    // Whoever listens may take the last listener away.
    if (failures >= FAILURES) {
      first?.resolve();
      connections.forget();
      for (const listener of [...listeners.keys()]) listener({ kind: "offline" });
    } else if (failures === 0 && moved.size > 0 && cursor) {
      const told = moved;
      moved = new Set();
      tell(told, cursor.latest);
    }
    if (mine === run) timer = setTimeout(() => void poll(mine), POLL_MS);
  }

  async function advance(at: Cursor, isFollowing = false): Promise<void> {
    const settled = at.history[0] ?? at.latest;
    const nextFloor = Math.max(at.floor, settled - MARGIN, at.latest - MOST_ROWS);
    const changes = await source.readChanges(at.floor, nextFloor);
    for (const { target, found, latest } of changes) {
      if (isFollowing && found > (at.counts.get(target) ?? 0)) moved.add(target);
      at.latest = Math.max(at.latest, latest);
    }
    at.counts = new Map(changes.map(({ target, kept }) => [target, kept]));
    at.floor = nextFloor;
    at.history.push(at.latest);
    if (at.history.length > SETTLE_POLLS) at.history.shift();
  }

  function tell(changed: ReadonlySet<string>, version: number): void {
    for (const [listener, resource] of [...listeners]) {
      if (LIVE_RESOURCES[resource].targets.some((target) => changed.has(target))) {
        listener({ kind: "changed", resource, version });
      }
    }
  }

  function start(): void {
    run += 1;
    failures = 0;
    moved = new Set();
    cursor = undefined;
    first = createGate();
    void poll(run);
  }

  function stop(): void {
    run += 1;
    clearTimeout(timer);
    first?.resolve();
    connections.forget();
    cursor = undefined;
  }

  /** In: what to follow and whom to tell, at most once a second. */
  return (resource: LiveResource, listener: LiveListener): Subscription => {
    listeners.set(listener, resource);
    if (listeners.size === 1) start();
    const isFollowed = followsConnections(resource);
    const ready = [first?.promise, isFollowed ? connections.ready() : undefined];
    return {
      ready: Promise.all(ready).then(() => undefined),
      mayHaveMissed: (ageMs) => isFollowed && connections.movedWithin(ageMs),
      unsubscribe: () => {
        if (listeners.delete(listener) && listeners.size === 0) stop();
      },
    };
  };
}
