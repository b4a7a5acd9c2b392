import "server-only";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import { verb } from "@/lib/services/verb";
import { lockWebhook, nameActor } from "@/lib/services/webhook/lock-webhook";
import { openPart, sealPart } from "@/lib/services/webhook/open-webhook";
import { SECRET_GRACE_HOURS, webhookVersionSchema } from "@/lib/services/webhook/schema";
import { maskUrl } from "@/lib/webhook/mask-url";
import { makeWebhookSecret } from "@/lib/webhook/sign";

/**
 * Makes a new secret, shown this once. For a day each message is signed with the old one too, so that the receiver can be changed without losing any;
 * a second new secret within that day ends the first one at once. In: the version that was seen. Out: the secret, the new version and
 * the end of the day. Throws `conflict`, `not_found` and what `verb` throws.
 */
export const makeSecret = verb({
  permission: "webhook.write",
  effect: "write",
  input: webhookVersionSchema,
  run: async ({ input: { version }, actor, tx }): Promise<{ secret: string; version: number }> => {
    const locked = await lockWebhook(tx, version);
    if (!locked) throw new AppError("not_found", "There is no webhook.");
    const { id } = locked;
    const row = await tx.webhook.findUniqueOrThrow({ where: { id }, select: { sealedSecret: true, sealedUrl: true } });
    const secret = makeWebhookSecret();
    await tx.webhook.update({
      where: { id },
      data: {
        sealedSecret: sealPart(id, "secret", secret),
        sealedPreviousSecret: sealPart(id, "previous-secret", openPart(id, "secret", row.sealedSecret)),
        previousUntil: new Date(Date.now() + SECRET_GRACE_HOURS * 3_600_000),
        updatedByName: nameActor(actor),
        version: { increment: 1 },
      },
      select: { id: true },
    });
    await emitAudit(tx, actor, {
      action: "webhook.secret_made",
      target: { type: "webhook", id, name: maskUrl(openPart(id, "url", row.sealedUrl).expose()) },
      after: { previousHours: SECRET_GRACE_HOURS },
    });
    return { secret: secret.expose(), version: version + 1 };
  },
});
