import type { LayoutSettings } from "./layout";

/** A drag or a row of clicks is stored once. */
const REST_MS = 400;

type Send = (settings: LayoutSettings | null) => Promise<void>;

/**
 * Stores what a person chose: after a rest, or at once when asked to; one after the other, so that the last one stays.
 * In: what sends it; it does not throw. Out: `keep` takes the newest choice, `flush` sends it now.
 */
export function keepLayout(send: Send) {
  let waiting: { settings: LayoutSettings | null } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent: Promise<void> = Promise.resolve();

  const flush = () => {
    clearTimeout(timer);
    if (!waiting) return;
    const { settings } = waiting;
    waiting = null;
    sent = sent.then(() => send(settings));
  };
  const keep = (settings: LayoutSettings | null) => {
    waiting = { settings };
    clearTimeout(timer);
    timer = setTimeout(flush, REST_MS);
  };
  return { keep, flush };
}
