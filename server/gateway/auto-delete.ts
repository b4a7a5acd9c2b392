import { log } from "@/lib/log";
import { systemActor } from "@/lib/services/actor";
import { autoDeleteConnectors } from "@/lib/services/connectors/auto-delete";

/** How often is looked for connectors that are due; they are due by the day. */
const CHECK_MS = 10 * 60_000;
/** Between two batches: whoever enrolls or reports goes first. */
const PAUSE_MS = 250;

/**
 * Deletes connectors that have been disconnected for as long as the settings say, every ten minutes and soon after the start.
 * Each gateway does it; the database lets one at a time. Out: stops doing so, after the batch at hand.
 */
export function keepDeleting(): () => void {
  let stopped = false;
  let failing = false;
  let timer: NodeJS.Timeout;
  const schedule = (delay: number) => {
    if (stopped) return;
    timer = setTimeout(() => void check(), delay);
    timer.unref();
  };
  const check = async () => {
    try {
      const { deleted, more } = await autoDeleteConnectors(systemActor("Auto-delete"), {});
      if (deleted > 0) log.info({ deleted }, "disconnected connectors were deleted");
      failing = false;
      schedule(more ? PAUSE_MS : CHECK_MS);
    } catch (error) {
      // Once for an outage.
      if (!failing) log.error({ reason: (error as Error).message }, "disconnected connectors could not be deleted");
      failing = true;
      schedule(CHECK_MS);
    }
  };
  schedule(CHECK_MS / 20);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
