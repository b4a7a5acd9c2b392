/**
 * Has each step through the history announced before the router hears of it; components/history-steps.ts listens. It is
 * registered here, before React runs, since browsers do not agree that listeners that capture come first at the window.
 */
addEventListener(
  "popstate",
  (event) => {
    if (!dispatchEvent(new Event("latchkey:history-step", { cancelable: true }))) event.stopImmediatePropagation();
  },
  { capture: true },
);
