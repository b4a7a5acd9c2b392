import { EnvError } from "@/lib/env";
import { StartupError } from "@/server/startup-error";

/** A listener of a child process. `close` stops accepting and resolves when requests in flight are answered. */
export type Listener = { close: () => Promise<void> };

/** What a child tells the supervisor once it accepts connections. */
export type ListeningMessage = { type: "listening" };

/** Requests in flight get this long; then connections are cut. */
export const DRAIN_MS = 10_000;

/**
 * Runs a listener as a child of the supervisor: reports when it accepts connections; finishes what is in flight and exits 0 on SIGTERM,
 * on Ctrl-C, and when the parent is gone. In: how to start it; how long requests in flight get. Exits 1 after one plain sentence when it cannot start.
 */
export async function serve(start: () => Promise<Listener>, drainMs = DRAIN_MS): Promise<void> {
  let listener: Listener | undefined;
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      console.error(`Requests still in flight after ${drainMs / 1000} s were cut off.`);
      process.exit(0);
    }, drainMs);
    const closed = listener?.close() ?? Promise.resolve();
    closed.then(
      () => process.exit(0),
      () => process.exit(0),
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
  process.on("disconnect", stop);
  try {
    listener = await start();
    const message: ListeningMessage = { type: "listening" };
    process.send?.(message);
  } catch (error) {
    const plain = error instanceof StartupError || error instanceof EnvError;
    console.error(plain ? error.message : error);
    process.exit(1);
  }
}
