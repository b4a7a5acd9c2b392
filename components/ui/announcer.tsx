"use client";

import { useSyncExternalStore } from "react";

type Message = { text: string; id: number };

let message: Message = { text: "", id: 0 };
const empty = message;
const listeners = new Set<() => void>();

/** Says something through the page's one polite live region, without showing it. */
export function announce(text: string): void {
  message = { text, id: message.id + 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The live region itself; once, in the root layout. A new key makes the same words count as new. */
export function Announcer() {
  const { text, id } = useSyncExternalStore(
    subscribe,
    () => message,
    () => empty,
  );
  return (
    <div role="status" aria-live="polite" className="sr-only">
      <span key={id}>{text}</span>
    </div>
  );
}
