"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { LiveStatus } from "./keep-connected";

export type Live = {
  status: LiveStatus;
  /** When the next try to connect is due; milliseconds since the epoch. */
  nextTryAt: number | null;
  /** When the server read what the page shows, by this browser's clock; null before hydration. */
  readAt: number | null;
  /** Rows that are not shown yet, so as not to push the row under the pointer. */
  newRows: number;
  retry: () => void;
  showNewRows: () => void;
};

const nothing = () => {};
const INITIAL: Live = {
  status: "connecting",
  nextTryAt: null,
  readAt: null,
  newRows: 0,
  retry: nothing,
  showNewRows: nothing,
};

let live = INITIAL;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The state of the page's live updates: one page is open at a time, and its parts stand far from each other. */
export function useLive(): Live {
  return useSyncExternalStore(
    subscribe,
    () => live,
    () => INITIAL,
  );
}

const isPaused = () => live.status === "offline" || live.status === "unattended";

/** Whether updates are paused: what the page shows may be old. */
export function usePaused(): boolean {
  return useSyncExternalStore(subscribe, isPaused, () => false);
}

export function setLive(patch: Partial<Live>): void {
  live = { ...live, ...patch };
  for (const listener of listeners) listener();
}

/** The page is left: the next one begins anew. */
export function resetLive(): void {
  setLive(INITIAL);
}

export function isLive(): boolean {
  return live.status === "live";
}

/** Milliseconds since the epoch, fresh every second while `running`; null in the first paint. */
export function useSeconds(running = true): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
