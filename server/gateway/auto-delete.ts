import { log } from "@/lib/log";
import { systemActor } from "@/lib/services/actor";
import { autoDeleteConnectors } from "@/lib/services/connectors/auto-delete";
import { keepRepeating } from "@/server/gateway/keep-repeating";

/** How often is looked for connectors that are due; they are due by the day. */
const CHECK_MS = 10 * 60_000;
/** Between two batches: whoever enrolls or reports goes first. */
const PAUSE_MS = 250;

/**
 * Deletes connectors that have been disconnected for as long as the settings say, every ten minutes and soon after the start.
 * Each gateway does it; the database lets one at a time. Out: stops doing so, after the batch at hand.
 */
export function keepDeleting(): () => Promise<void> {
  return keepRepeating({
    firstMs: CHECK_MS / 20,
    retryMs: CHECK_MS,
    failure: "disconnected connectors could not be deleted",
    run: async () => {
      const { deleted, more } = await autoDeleteConnectors(systemActor("Auto-delete"), {});
      if (deleted > 0) log.info({ deleted }, "disconnected connectors were deleted");
      return more ? PAUSE_MS : CHECK_MS;
    },
  });
}
