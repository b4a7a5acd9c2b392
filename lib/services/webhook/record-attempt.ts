import "server-only";
import { z } from "zod";
import { verb } from "@/lib/services/verb";
import { computeDelay } from "@/lib/webhook/back-off";

/** Answered so, a receiver is gone for good. */
const GONE = 410;

const attemptSchema = z.strictObject({
  id: z.uuid(),
  claim: z.uuid(),
  number: z.number().int().min(1),
  at: z.date(),
  milliseconds: z.number().int().min(0),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  answer: z.string().nullable(),
  address: z.string().nullable(),
  shownUrl: z.string(),
  /** Seconds the receiver asked to wait. */
  retryAfter: z.number().nullable(),
  /** No further attempt follows whatever came of this one. */
  isLast: z.boolean(),
});

/**
 * Writes what came of an attempt, and when the next one is due. Where another process took the message over meanwhile its state stays
 * that one's. In: the attempt. Out: the state of the message. Throws what `verb` throws. No audit row: this is the log itself.
 */
export const recordAttempt = verb({
  permission: "webhook.write",
  effect: "write",
  input: attemptSchema,
  run: async ({
    input: { id, claim, retryAfter, isLast, ...attempt },
    tx,
  }): Promise<"delivered" | "waiting" | "failed"> => {
    const isDelivered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    const delay =
      isDelivered || isLast || attempt.status === GONE ? null : computeDelay(attempt.number, retryAfter, Math.random());
    const state = isDelivered ? "delivered" : delay === null ? "failed" : "waiting";
    await tx.webhookAttempt.createMany({ data: [{ deliveryId: id, ...attempt }], skipDuplicates: true });
    await tx.$executeRaw`
      UPDATE webhook_deliveries SET state = ${state}, claim = NULL,
        next_try_at = now() + make_interval(secs => ${delay}::float8),
        finished_at = CASE WHEN ${state} = 'waiting' THEN NULL ELSE now() END
      WHERE id = ${id}::uuid AND claim = ${claim}::uuid`;
    return state;
  },
});
