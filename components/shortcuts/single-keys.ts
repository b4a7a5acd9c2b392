"use client";

import { useSyncExternalStore } from "react";

const COOKIE_OFF = "shortcuts=off";
const YEAR_SECONDS = 31_536_000;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether shortcuts of one character work (WCAG 2.1.4: they can be turned off). Kept in a cookie of this browser. */
export function readSingleKeys(): boolean {
  return !document.cookie.split("; ").includes(COOKIE_OFF);
}

function change(on: boolean) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const kept = on ? "shortcuts=on; Max-Age=0" : `${COOKIE_OFF}; Max-Age=${YEAR_SECONDS}`;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that are supported
  document.cookie = `${kept}; Path=/; SameSite=Lax${secure}`;
  for (const listener of listeners) listener();
}

/** The same for a component, and what changes it. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, readSingleKeys, () => true), change];
}
