import { z } from "zod";

const MOST_URL = 2_000;
const NOT_A_URL = "Enter the receiver’s address, such as https://hooks.example.com/latchkey.";

/** Where to send: https, without a name and password in it, since addresses stand in logs of others. */
const urlSchema = z
  .string({ error: NOT_A_URL })
  .trim()
  .min(1, NOT_A_URL)
  .max(MOST_URL, `An address has at most ${MOST_URL.toLocaleString("en-US")} characters.`)
  .transform((text, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || url.hostname === "") return refuse(NOT_A_URL);
    if (url.protocol !== "https:") return refuse("Messages are sent by https only: begin with https://.");
    if (url.username !== "" || url.password !== "") {
      return refuse("Leave name and password out of the address: each message is signed instead.");
    }
    if (url.hash !== "") return refuse("Leave out the part from # on: it is never sent.");
    return url.href;
  });

const PEM = /^(?:-----BEGIN CERTIFICATE-----\s+[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*){1,10}$/;
const caSchema = z
  .string()
  .trim()
  .max(32_768, "At most 32,768 characters.")
  .refine((text) => text === "" || PEM.test(text), "Enter certificates in PEM, from -----BEGIN CERTIFICATE----- on.")
  .transform((text) => (text === "" ? null : text));

/** The webhook's settings; `version` is the one the user saw, 0 where there was none. */
export const updateWebhookSchema = z.strictObject({
  version: z.int("Load the page again: the version of the webhook is missing.").min(0),
  url: urlSchema,
  enabled: z.boolean({ error: "Choose whether messages are sent." }),
  allowPrivate: z.boolean({ error: "Choose whether private addresses are allowed." }),
  trustedCa: caSchema,
});
export type WebhookForm = z.input<typeof updateWebhookSchema>;

export const webhookVersionSchema = z.strictObject({ version: updateWebhookSchema.shape.version });

export const deliveryIdSchema = z.strictObject({ id: z.uuid("This is not the id of a message.") });

/** For how long the old secret signs too after a new one was made. */
export const SECRET_GRACE_HOURS = 24;

export const DELIVERY_STATES = ["waiting", "delivered", "failed", "dropped"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The `type` of a test message. */
export const TEST_EVENT = "webhook.test";
