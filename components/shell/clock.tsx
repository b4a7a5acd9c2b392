"use client";

import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from "react";

const TICK = 10_000;
const ServerNow = createContext(0);

let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    now = 0;
  };
}

/** The server's time of rendering, so that the first paint in the browser says the same words as the server's. */
export function ClockProvider({ now: serverNow, children }: { now: number; children: ReactNode }) {
  return <ServerNow value={serverNow}>{children}</ServerNow>;
}

/** Milliseconds since the epoch, fresh every ten seconds; one timer for all that use it. */
export function useNow(): number {
  const serverNow = useContext(ServerNow);
  const browserNow = useCallback(() => {
    if (now === 0) now = Date.now();
    return now;
  }, []);
  const server = useCallback(() => serverNow, [serverNow]);
  return useSyncExternalStore(subscribe, browserNow, server);
}

const never = () => () => {};

/** The person's IANA time zone; "UTC" on the server and in the first paint. */
export function useTimeZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
    () => "UTC",
  );
}
