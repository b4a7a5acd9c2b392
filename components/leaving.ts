/** How the page is left. A promise of false: it did not come to that, the person is still here. */
export type Leave = () => unknown;
type Ask = (leave: Leave) => void;

let ask: Ask | null = null;

/**
 * Has every way of leaving by script ask first, until the function handed out is called.
 * In: what asks, and calls the way of leaving once it is confirmed; by then it must not be registered any more.
 */
export function askBeforeLeaving(next: Ask): () => void {
  ask = next;
  return () => {
    if (ask === next) ask = null;
  };
}

/** Whether leaving would ask. */
export function isLeavingHeld(): boolean {
  return ask !== null;
}

/** In: how to leave. Out: whether somebody asks first, and leaves when it is confirmed; if not, the caller leaves. */
export function holdLeaving(leave: Leave): boolean {
  ask?.(leave);
  return ask !== null;
}

/** Goes to an address of ours; asks first if that leaves a page with something under way. */
export function leaveFor(href: string, go: (href: string) => void): void {
  const staysHere = new URL(href, location.href).pathname === location.pathname;
  if (staysHere || !holdLeaving(() => go(href))) go(href);
}
