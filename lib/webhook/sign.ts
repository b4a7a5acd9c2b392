import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { Secret } from "@/lib/crypto/secret";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** A new secret in the form of the Standard Webhooks specification: 32 random bytes. */
export function makeWebhookSecret(): Secret {
  return new Secret(PREFIX + randomBytes(SECRET_BYTES).toString("base64"));
}

type Message = { id: string; timestamp: number; body: string };

/**
 * The headers of a message by the Standard Webhooks specification 1.0: HMAC-SHA-256 over id, timestamp and body, once with each
 * secret in force, so that a receiver may know the old or the new one. In: secrets; id, time in seconds and body. Out: headers.
 */
export function signMessage(secrets: readonly Secret[], { id, timestamp, body }: Message): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.expose().slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
}
