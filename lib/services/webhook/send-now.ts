import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { verb } from "@/lib/services/verb";
import { type AttemptResult, attemptDelivery } from "@/lib/services/webhook/attempt";
import { type Claimed, LEASE_SECONDS } from "@/lib/services/webhook/claim";
import { formatTest } from "@/lib/services/webhook/enqueue";
import { type OpenWebhook, openWebhook } from "@/lib/services/webhook/open-webhook";
import { deliveryIdSchema, TEST_EVENT } from "@/lib/services/webhook/schema";
import { maskUrl } from "@/lib/webhook/mask-url";

type Started = { webhook: OpenWebhook; message: Claimed };

/** Adds a test message, taken by the asking process. Out: what to send with what. Throws `not_found` where there is no webhook. */
const startTest = verb({
  permission: "webhook.write",
  effect: "write",
  input: z.strictObject({}),
  run: async ({ actor, tx }): Promise<Started> => {
    const webhook = await needWebhook(tx);
    const claim = randomUUID();
    const body = formatTest(new Date());
    const { id } = await tx.webhookDelivery.create({
      data: { event: TEST_EVENT, body, claim, attempts: 1, nextTryAt: new Date(Date.now() + LEASE_SECONDS * 1000) },
      select: { id: true },
    });
    await emitAudit(tx, actor, { action: "webhook.tested", target: toTarget(webhook), after: { messageId: id } });
    return { webhook, message: { id, claim, event: TEST_EVENT, body, attempt: 1, isLast: true } };
  },
});

/** Takes a message of the log to send it again under its own id. Throws `not_found` when it is gone or there is no webhook. */
const startAgain = verb({
  permission: "webhook.write",
  effect: "write",
  input: deliveryIdSchema,
  run: async ({ input: { id }, actor, tx }): Promise<Started> => {
    const webhook = await needWebhook(tx);
    const [row] = await tx.$queryRaw<(Omit<Claimed, "isLast"> & { waits: boolean })[]>`
      UPDATE webhook_deliveries d SET state = 'waiting', claim = gen_random_uuid(), attempts = d.attempts + 1, finished_at = NULL,
        next_try_at = now() + make_interval(secs => ${LEASE_SECONDS}::int)
      FROM (SELECT id, state FROM webhook_deliveries WHERE id = ${id}::uuid FOR UPDATE) AS old
      WHERE d.id = old.id
      RETURNING d.id::text, d.claim::text, d.event, d.body, d.attempts AS attempt, old.state = 'waiting' AS waits`;
    if (!row) throw new AppError("not_found", "This message is no longer in the log.");
    const { waits, ...message } = row;
    await emitAudit(tx, actor, { action: "webhook.sent_again", target: toTarget(webhook), after: { messageId: id } });
    // One that was still being tried goes on being tried.
    return { webhook, message: { ...message, isLast: !waits || message.event === TEST_EVENT } };
  },
});

/** Sends a test message at once, also while the webhook is switched off. In: an owner. Out: the receiver's real answer. Throws what `verb` throws. */
export async function sendTest(actor: UserActor, input: Record<never, never>): Promise<AttemptResult> {
  const { webhook, message } = await startTest(actor, input);
  return await attemptDelivery(actor, webhook, message);
}

/** Sends a message of the log once more, at once. In: an owner, its id. Out: the receiver's real answer. Throws what `verb` throws. */
export async function sendAgain(actor: UserActor, input: { id: string }): Promise<AttemptResult> {
  const { webhook, message } = await startAgain(actor, input);
  return await attemptDelivery(actor, webhook, message);
}

async function needWebhook(tx: Tx): Promise<OpenWebhook> {
  const webhook = await openWebhook(tx);
  if (!webhook) throw new AppError("not_found", "There is no webhook. Save its address first.");
  return webhook;
}

const toTarget = ({ id, url }: OpenWebhook) => ({ type: "webhook" as const, id, name: maskUrl(url.expose()) });
