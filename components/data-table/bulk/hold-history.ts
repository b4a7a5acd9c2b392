import { onHistoryStep } from "@/components/history-steps";
import type { Leave } from "@/components/leaving";

/** Where the current entry stands among those of this tab; undefined where the browser does not tell. */
const position = (): number | undefined =>
  "navigation" in window ? (window.navigation.currentEntry?.index ?? undefined) : undefined;

/**
 * Takes back each step through the history that leads to another page, before the router hears of it, and asks instead.
 * In: what asks; it is handed the way to take the step after all. Out: what ends this; the step goes through then.
 */
export function holdHistory(ask: (leave: Leave) => void): () => void {
  const here = location.pathname;
  let home = position();
  let isReturning = false;
  // Also what the router writes while one stays on the page moves the place to return to.
  const onEntryChange = () => {
    if (location.pathname === here) home = position();
  };
  const endSteps = onHistoryStep(() => {
    if (location.pathname === here) {
      // The router never heard that it was away.
      const isBack = isReturning;
      isReturning = false;
      return !isBack;
    }
    const now = position();
    // Who does not know how far it went takes it for Back.
    const step = now === undefined || home === undefined ? -1 : now - home;
    isReturning = true;
    history.go(-step);
    ask(() => history.go(step));
    return false;
  });
  const entries = "navigation" in window ? window.navigation : null;
  entries?.addEventListener("currententrychange", onEntryChange);
  return () => {
    endSteps();
    entries?.removeEventListener("currententrychange", onEntryChange);
  };
}
