import { flushRefusals, purgeRefusals } from "@/lib/enrollment/count-refusals";
import { log } from "@/lib/log";

/** How soon a refusal is in the counts; a process that is killed loses what it counted since. */
const FLUSH_MS = 3_000;
const PURGE_MS = 60 * 60_000;

/**
 * Writes the counts of refusals every three seconds, and deletes those of long ago every hour. Out: stops doing so, after
 * what was counted is written.
 */
export function keepCounting(): () => Promise<void> {
  let stopped = false;
  let failing = false;
  let purgeAt = performance.now() + PURGE_MS / 20;
  let timer: NodeJS.Timeout;
  let running = Promise.resolve();
  const write = async () => {
    try {
      await flushRefusals();
      if (!stopped && performance.now() >= purgeAt) {
        // Again at once until none is left.
        if ((await purgeRefusals()) === 0) purgeAt = performance.now() + PURGE_MS;
      }
      failing = false;
    } catch (error) {
      // Once for an outage.
      if (!failing) log.error({ reason: (error as Error).message }, "the counts of refusals could not be written");
      failing = true;
    }
  };
  const schedule = () => {
    timer = setTimeout(() => {
      running = write().then(() => {
        if (!stopped) schedule();
      });
    }, FLUSH_MS);
    timer.unref();
  };
  schedule();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
    await write();
  };
}
