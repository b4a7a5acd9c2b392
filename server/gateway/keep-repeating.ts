import { log } from "@/lib/log";

type Repeated = {
  /** From the start to the first time. */
  firstMs: number;
  /** After a time that failed. */
  retryMs: number;
  /** What is logged when it fails: once for an outage. */
  failure: string;
  /** Out: how many milliseconds to wait until the next time. */
  run: () => Promise<number>;
};

/**
 * Does something again and again, one time after the other, and goes on after a failure. Each gateway does it; what must not be done
 * by two at once takes a lock in the database. Out: stops doing so, resolved when the time at hand is over.
 */
export function keepRepeating({ firstMs, retryMs, failure, run }: Repeated): () => Promise<void> {
  let stopped = false;
  let failing = false;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;
  const schedule = (delay: number) => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = once().then(schedule);
    }, delay);
    timer.unref();
  };
  const once = async (): Promise<number> => {
    try {
      const delay = await run();
      failing = false;
      return delay;
    } catch (error) {
      if (!failing) log.error({ reason: (error as Error).message }, failure);
      failing = true;
      return retryMs;
    }
  };
  schedule(firstMs);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
