import { EXPANDED_PARAM } from "./list-location";

/** What the address says since it was changed in place, until the router has taken notice of it. */
export type AddressAhead = { path: string; expanded: string | null };

let ahead: AddressAhead | null = null;
const listeners = new Set<() => void>();

function set(next: AddressAhead | null): void {
  if (ahead === next) return;
  ahead = next;
  for (const listener of listeners) listener();
}

/**
 * Changes the address of the page without asking the server. Next hears of it (its patched history), but only with its next
 * transition: what builds links reads it here until then.
 */
export function replaceAddress(href: string): void {
  window.history.replaceState(null, "", href);
  const { pathname, searchParams } = new URL(href, window.location.href);
  set({ path: pathname, expanded: searchParams.get(EXPANDED_PARAM) });
}

export function subscribeToAddress(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function readAddressAhead(): AddressAhead | null {
  return ahead;
}

/** The router knows as much, or has gone on to something else. */
export function settleAddress(): void {
  set(null);
}
