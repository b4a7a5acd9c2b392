import "server-only";
import type { SystemActor } from "@/lib/services/actor";
import { attemptDelivery } from "@/lib/services/webhook/attempt";
import { claimDue } from "@/lib/services/webhook/claim";
import type { Lookup } from "@/lib/webhook/resolve-target";

/** Sent at the same time by one process. */
const AT_ONCE = 4;

/**
 * Sends the messages that are due, a few at a time. In: the actor of a timer. Out: how many were sent, and whether more may be due. Throws what
 * the database throws.
 */
export async function sendDue(
  actor: SystemActor,
  given: { lookup?: Lookup; timeoutMs?: number } = {},
): Promise<{ sent: number; more: boolean }> {
  const claimed = await claimDue(actor, { most: AT_ONCE });
  if (claimed === null) return { sent: 0, more: false };
  const { webhook, due } = claimed;
  await Promise.all(due.map((message) => attemptDelivery(actor, webhook, message, given)));
  return { sent: due.length, more: due.length === AT_ONCE };
}
