import "server-only";
import { z } from "zod";
import { verb } from "@/lib/services/verb";
import { openPart } from "@/lib/services/webhook/open-webhook";

/** The webhook as its form shows it; the secret is not in it. */
export type WebhookDto = {
  url: string;
  enabled: boolean;
  allowPrivate: boolean;
  trustedCa: string;
  version: number;
  /** Until when the secret before the present one signs too; null when it no longer does. */
  previousUntil: string | null;
};

/** The webhook's settings, for an owner. Out: null where there is none. Throws what `verb` throws. */
export const getWebhook = verb({
  permission: "webhook.write",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<WebhookDto | null> => {
    const row = await tx.webhook.findFirst();
    if (!row) return null;
    const until = row.previousUntil;
    return {
      url: openPart(row.id, "url", row.sealedUrl).expose(),
      enabled: row.enabled,
      allowPrivate: row.allowPrivate,
      trustedCa: row.trustedCa ?? "",
      version: row.version,
      previousUntil: until && until > new Date() ? until.toISOString() : null,
    };
  },
});
