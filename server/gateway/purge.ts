import { log } from "@/lib/log";
import { systemActor } from "@/lib/services/actor";
import { purgeDeletedKeys } from "@/lib/services/deleted-keys/purge";
import { keepRepeating } from "@/server/gateway/keep-repeating";

/** How often is looked for keys that are due; they are due by the day. */
const CHECK_MS = 30 * 60_000;
/** Between two batches: whoever enrolls or reports goes first. */
const PAUSE_MS = 250;

/** Purges keys that can no longer be restored, every half hour and soon after the start. Out: stops doing so. */
export function keepPurging(): () => Promise<void> {
  return keepRepeating({
    firstMs: CHECK_MS / 20,
    retryMs: CHECK_MS,
    failure: "deleted keys could not be purged",
    run: async () => {
      const { purged, more } = await purgeDeletedKeys(systemActor("Purge"), {});
      if (purged > 0) log.info({ purged }, "deleted keys were purged");
      return more ? PAUSE_MS : CHECK_MS;
    },
  });
}
