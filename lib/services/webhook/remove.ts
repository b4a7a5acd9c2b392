import "server-only";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import { verb } from "@/lib/services/verb";
import { dropWaiting } from "@/lib/services/webhook/drop-waiting";
import { lockWebhook } from "@/lib/services/webhook/lock-webhook";
import { openPart } from "@/lib/services/webhook/open-webhook";
import { webhookVersionSchema } from "@/lib/services/webhook/schema";
import { maskUrl } from "@/lib/webhook/mask-url";

/**
 * Removes the webhook with its secret; what waits is dropped, the log stays. In: the version that was seen. Out: nothing. Throws `conflict`,
 * `not_found` and what `verb` throws.
 */
export const removeWebhook = verb({
  permission: "webhook.write",
  effect: "write",
  input: webhookVersionSchema,
  run: async ({ input: { version }, actor, tx }): Promise<void> => {
    const locked = await lockWebhook(tx, version);
    if (!locked) throw new AppError("not_found", "There is no webhook.");
    const { sealedUrl } = await tx.webhook.delete({ where: { id: locked.id }, select: { sealedUrl: true } });
    const dropped = await dropWaiting(tx);
    const name = maskUrl(openPart(locked.id, "url", sealedUrl).expose());
    await emitAudit(tx, actor, {
      action: "webhook.deleted",
      target: { type: "webhook", id: locked.id, name },
      after: { dropped },
    });
  },
});
