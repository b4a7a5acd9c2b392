import "server-only";
import { z } from "zod";
import { verb } from "@/lib/services/verb";
import { type OpenWebhook, openWebhook } from "@/lib/services/webhook/open-webhook";
import { MOST_ATTEMPTS } from "@/lib/webhook/back-off";

/** An attempt that has no result by then is taken over: its process was killed. Longer than an attempt can last. */
export const LEASE_SECONDS = 60;

/** A message that this process, and no other, sends now. */
export type Claimed = { id: string; claim: string; event: string; body: string; attempt: number; isLast: boolean };

/**
 * Takes messages that are due; each is taken by one process only, for a minute. One that was taken for its last attempt and has no
 * result is given up. In: how many at most. Out: messages and what to send them with. Throws what `verb` throws. No audit row: an attempt
 * has its own row in the log of deliveries.
 */
export const claimDue = verb({
  permission: "webhook.write",
  effect: "write",
  input: z.strictObject({ most: z.number().int().min(1).max(20) }),
  run: async ({ input: { most }, tx }): Promise<{ webhook: OpenWebhook; due: Claimed[] } | null> => {
    const [row] = await tx.$queryRaw<{ due: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM webhook_deliveries WHERE state = 'waiting' AND next_try_at <= now()) AS due`;
    if (!row?.due) return null;
    await tx.$executeRaw`
      UPDATE webhook_deliveries SET state = 'failed', next_try_at = NULL, claim = NULL, finished_at = now()
      WHERE state = 'waiting' AND next_try_at <= now() AND attempts >= ${MOST_ATTEMPTS}::int`;
    const webhook = await openWebhook(tx);
    if (!webhook?.enabled) return null;
    const due = await tx.$queryRaw<Omit<Claimed, "isLast">[]>`
      UPDATE webhook_deliveries SET claim = gen_random_uuid(), attempts = attempts + 1,
        next_try_at = now() + make_interval(secs => ${LEASE_SECONDS}::int)
      WHERE id IN (
        SELECT id FROM webhook_deliveries WHERE state = 'waiting' AND next_try_at <= now()
        ORDER BY next_try_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
      RETURNING id::text, claim::text, event, body, attempts AS attempt`;
    return { webhook, due: due.map((one) => ({ ...one, isLast: false })) };
  },
});
