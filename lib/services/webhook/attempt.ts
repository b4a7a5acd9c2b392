import "server-only";
import type { Actor } from "@/lib/services/actor";
import type { Claimed } from "@/lib/services/webhook/claim";
import type { OpenWebhook } from "@/lib/services/webhook/open-webhook";
import { recordAttempt } from "@/lib/services/webhook/record-attempt";
import { readRetryAfter } from "@/lib/webhook/back-off";
import { maskUrl } from "@/lib/webhook/mask-url";
import { type Answer, postMessage } from "@/lib/webhook/post";
import { type Lookup, resolveTarget, WebhookError } from "@/lib/webhook/resolve-target";
import { signMessage } from "@/lib/webhook/sign";

/** What came of an attempt, in words for an owner. */
export type AttemptResult = {
  state: "delivered" | "waiting" | "failed";
  status: number | null;
  error: string | null;
  answer: string | null;
  milliseconds: number;
};

type Outcome = { answer: Answer } | { error: WebhookError };

/**
 * Sends a claimed message once and writes down what came of it. In: who acts, the webhook, the message; tests give a lookup and a time limit. Out:
 * the result; whatever the receiver does is one. Throws what the database throws.
 */
export async function attemptDelivery(
  actor: Actor,
  webhook: OpenWebhook,
  message: Claimed,
  given: { lookup?: Lookup; timeoutMs?: number } = {},
): Promise<AttemptResult> {
  const at = new Date();
  const started = performance.now();
  const outcome = await send(webhook, message, at, given);
  const milliseconds = Math.round(performance.now() - started);
  const answer = "answer" in outcome ? outcome.answer : null;
  const error = "error" in outcome ? outcome.error.message : explainStatus(outcome.answer.status);
  const result = { milliseconds, status: answer?.status ?? null, error, answer: answer?.text || null };
  const state = await recordAttempt(actor, {
    ...result,
    id: message.id,
    claim: message.claim,
    number: message.attempt,
    at,
    address: "error" in outcome ? outcome.error.address : outcome.answer.address,
    shownUrl: maskUrl(webhook.url.expose()),
    retryAfter: readRetryAfter(answer?.retryAfter),
    isLast: message.isLast,
  });
  return { ...result, state };
}

async function send(
  webhook: OpenWebhook,
  { id, body }: Claimed,
  at: Date,
  { lookup, timeoutMs }: { lookup?: Lookup; timeoutMs?: number },
): Promise<Outcome> {
  try {
    const url = new URL(webhook.url.expose());
    const addresses = await resolveTarget(url, { allowPrivate: webhook.allowPrivate, lookup });
    const headers = signMessage(webhook.secrets, { id, timestamp: Math.floor(at.getTime() / 1000), body });
    const { trustedCa } = webhook;
    return { answer: await postMessage({ url, addresses, headers, body, trustedCa, timeoutMs }) };
  } catch (error) {
    if (error instanceof WebhookError) return { error };
    throw error;
  }
}

function explainStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `The receiver answered ${status}, a redirect. Redirects are not followed.`;
  if (status === 410) return "The receiver answered 410: it is gone. It is not tried again.";
  return `The receiver answered ${status}.`;
}
