import { systemActor } from "@/lib/services/actor";
import { raiseNotifications } from "@/lib/services/notifications/raise";
import { keepRepeating } from "@/server/gateway/keep-repeating";

/** How often is looked for what administrators are told of. */
const LOOK_MS = 30_000;

/** Looks for what administrators are told of, every 30 seconds; the database lets one gateway at a time. Out: stops doing so. */
export function keepNotifying(): () => Promise<void> {
  return keepRepeating({
    firstMs: LOOK_MS / 6,
    retryMs: LOOK_MS,
    failure: "notifications could not be made",
    run: async () => {
      await raiseNotifications(systemActor("Notifications"), {});
      return LOOK_MS;
    },
  });
}
