import "server-only";
import { masterKeys } from "@/lib/crypto/master-key";
import { seal, unseal } from "@/lib/crypto/seal";
import { Secret } from "@/lib/crypto/secret";
import type { Tx } from "@/lib/db";

const PURPOSE = "webhook";
type Part = "url" | "secret" | "previous-secret";
// Each value is bound to its place, so that none can be read as another.
const placeOf = (id: string, part: Part) => `${id}/${part}`;

/** In: the webhook's id, which of its values, the value. Out: the value sealed for that place. */
export function sealPart(id: string, part: Part, value: Secret): Uint8Array<ArrayBuffer> {
  return new Uint8Array(seal(masterKeys(), PURPOSE, placeOf(id, part), Buffer.from(value.expose())));
}

/** The reverse of `sealPart`. Throws SealError. */
export function openPart(id: string, part: Part, sealed: Uint8Array): Secret {
  return new Secret(unseal(masterKeys(), PURPOSE, placeOf(id, part), sealed).toString("utf8"));
}

export type OpenWebhook = {
  id: string;
  /** May hold a token. */
  url: Secret;
  enabled: boolean;
  allowPrivate: boolean;
  trustedCa: string | null;
  /** Those in force, the newest first. */
  secrets: Secret[];
};

/** What a message is sent with. In: transaction or client. Out: null where there is no webhook. Throws SealError. */
export async function openWebhook(tx: Tx): Promise<OpenWebhook | null> {
  const row = await tx.webhook.findFirst();
  if (!row) return null;
  const secrets = [openPart(row.id, "secret", row.sealedSecret)];
  if (row.sealedPreviousSecret && row.previousUntil && row.previousUntil > new Date()) {
    secrets.push(openPart(row.id, "previous-secret", row.sealedPreviousSecret));
  }
  const { id, enabled, allowPrivate, trustedCa } = row;
  return { id, url: openPart(id, "url", row.sealedUrl), enabled, allowPrivate, trustedCa, secrets };
}
