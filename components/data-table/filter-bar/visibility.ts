"use client";

import { useSyncExternalStore } from "react";

const YEAR_SECONDS = 31_536_000;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Whether the filter bar is shown. The choice is kept in a cookie, so that the server paints it right the first time.
 * In: the name of the cookie, what the server read from it. Out: the choice, and what changes it.
 */
export function useFiltersShown(cookie: string, fromServer: boolean): [boolean, (shown: boolean) => void] {
  const shown = useSyncExternalStore(
    subscribe,
    () => !document.cookie.split("; ").includes(`${cookie}=hidden`),
    () => fromServer,
  );
  const change = (next: boolean) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const value = next ? "shown" : "hidden";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that are supported
    document.cookie = `${cookie}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
    for (const listener of listeners) listener();
  };
  return [shown, change];
}
