import { systemActor } from "@/lib/services/actor";
import { sendDue } from "@/lib/services/webhook/send-due";
import { keepRepeating } from "@/server/gateway/keep-repeating";

/** How soon a message is on its way. */
const LOOK_MS = 2_000;
const RETRY_MS = 10_000;
const PAUSE_MS = 20;

/**
 * Sends the messages to the webhook that are due. Each gateway does it; each message is taken by one. Out: stops taking more; what is under way
 * when the process ends is taken over by another, or by this one after its start.
 */
export function keepSending(): () => Promise<void> {
  return keepRepeating({
    firstMs: LOOK_MS,
    retryMs: RETRY_MS,
    failure: "messages to the webhook could not be sent",
    run: async () => {
      const { more } = await sendDue(systemActor("Webhook"));
      return more ? PAUSE_MS : LOOK_MS;
    },
  });
}
