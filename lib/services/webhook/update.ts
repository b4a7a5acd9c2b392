import "server-only";
import { randomUUID, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { Secret } from "@/lib/crypto/secret";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { verb } from "@/lib/services/verb";
import { dropWaiting } from "@/lib/services/webhook/drop-waiting";
import { lockWebhook, nameActor } from "@/lib/services/webhook/lock-webhook";
import { openPart, sealPart } from "@/lib/services/webhook/open-webhook";
import { updateWebhookSchema } from "@/lib/services/webhook/schema";
import { maskUrl } from "@/lib/webhook/mask-url";
import { explainRefusal, readHost } from "@/lib/webhook/resolve-target";
import { makeWebhookSecret } from "@/lib/webhook/sign";

type Fields = { url: string; enabled: boolean; allowPrivate: boolean; trustedCa: string | null };

/**
 * Sets where notifications are sent; the first time it makes the secret, which is shown this once. What waits is sent to the new
 * address, or dropped when the webhook is switched off. In: all settings and the version that was seen. Out: the new version, and the
 * secret where one was made. Throws `conflict`, `invalid` with fields, and what `verb` throws.
 */
export const updateWebhook = verb({
  permission: "webhook.write",
  effect: "write",
  input: updateWebhookSchema,
  run: async ({ input, actor, tx }): Promise<{ changed: boolean; version: number; secret: string | null }> => {
    const { version, ...wanted } = input;
    checkFields(wanted);
    const locked = await lockWebhook(tx, version);
    return locked === null ? await create(tx, actor, wanted) : await change(tx, actor, locked.id, version, wanted);
  },
});

/** What a schema that also runs in the browser cannot tell. */
function checkFields({ url, allowPrivate, trustedCa }: Fields): void {
  const host = readHost(new URL(url));
  const refusal = isIP(host) ? explainRefusal(host, allowPrivate) : null;
  const fields = {
    ...(refusal !== null && { url: refusal }),
    ...(trustedCa !== null && !isReadable(trustedCa) && { trustedCa: "This is not a certificate that can be read." }),
  };
  if (Object.keys(fields).length > 0) throw new AppError("invalid", "Some of the input is not valid.", { fields });
}

function isReadable(pem: string): boolean {
  try {
    for (const [part] of pem.matchAll(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g)) new X509Certificate(part);
    return true;
  } catch {
    return false;
  }
}

async function create(tx: Tx, actor: Actor, { url, ...fields }: Fields) {
  const id = randomUUID();
  const secret = makeWebhookSecret();
  await tx.webhook.create({
    data: {
      id,
      ...fields,
      sealedUrl: sealPart(id, "url", new Secret(url)),
      sealedSecret: sealPart(id, "secret", secret),
      updatedByName: nameActor(actor),
    },
    select: { id: true },
  });
  await emitAudit(tx, actor, {
    action: "webhook.edited",
    target: { type: "webhook", id, name: maskUrl(url) },
    after: showFields({ url, ...fields }),
  });
  return { changed: true, version: 1, secret: secret.expose() };
}

async function change(tx: Tx, actor: Actor, id: string, version: number, wanted: Fields) {
  const row = await tx.webhook.findUniqueOrThrow({ where: { id } });
  const current: Fields = {
    url: openPart(id, "url", row.sealedUrl).expose(),
    enabled: row.enabled,
    allowPrivate: row.allowPrivate,
    trustedCa: row.trustedCa,
  };
  const names = (Object.keys(wanted) as (keyof Fields)[]).filter((name) => wanted[name] !== current[name]);
  if (names.length === 0) return { changed: false, version, secret: null };
  const { url, ...fields } = wanted;
  await tx.webhook.update({
    where: { id },
    data: {
      ...fields,
      sealedUrl: sealPart(id, "url", new Secret(url)),
      updatedByName: nameActor(actor),
      version: { increment: 1 },
    },
    select: { id: true },
  });
  const dropped = current.enabled && !wanted.enabled ? await dropWaiting(tx) : 0;
  const pick = (source: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(source).filter(([name]) => names.includes(name as keyof Fields)));
  await emitAudit(tx, actor, {
    action: "webhook.edited",
    target: { type: "webhook", id, name: maskUrl(url) },
    before: pick(showFields(current)) as Record<string, string | boolean>,
    after: { ...(pick(showFields(wanted)) as Record<string, string | boolean>), ...(dropped > 0 && { dropped }) },
  });
  return { changed: true, version: version + 1, secret: null };
}

/** For the audit log, which shows no token. */
function showFields({ url, enabled, allowPrivate, trustedCa }: Fields) {
  return { url: maskUrl(url), enabled, allowPrivate, trustedCa: trustedCa === null ? "none" : "given" };
}
