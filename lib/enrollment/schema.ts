import { isIP } from "node:net";
import { z } from "zod";

const HOST_ADDRESSES = 16;
/** A hundred years. */
const LONGEST_UPTIME_SECONDS = 3_155_760_000;

/** Printable text a connector tells about itself: no control characters, no lone surrogates, so that any log can hold it. */
export const readableText = z
  .string()
  .max(255)
  .refine((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), { error: "has control characters" });

/** The body of POST /v1/enroll. Form and content of key and CSR are judged later, with codes of their own. */
export const enrollRequestSchema = z.strictObject({
  provisioningKey: z.string(),
  csr: z.string(),
  fingerprint: readableText.optional(),
  hostname: readableText.optional(),
  platform: readableText.optional(),
  version: readableText.optional(),
});

/** The body of POST /v1/heartbeat: what the connector says of itself; a field that is missing keeps what was told before. */
export const heartbeatRequestSchema = z.strictObject({
  fingerprint: readableText.optional(),
  hostname: readableText.optional(),
  platform: readableText.optional(),
  version: readableText.optional(),
  /** Addresses of its interfaces. */
  addresses: z
    .array(z.string().refine((value) => isIP(value) !== 0 && value.length <= 45, { error: "is not an IP address" }))
    .max(HOST_ADDRESSES)
    .optional(),
  uptimeSeconds: z.int().min(0).max(LONGEST_UPTIME_SECONDS).optional(),
  /** Made anew by each process, so that a copied state directory is noticed. */
  instanceId: z.uuid().optional(),
});

/** The body of POST /v1/renew. A CSR with the public key of the certificate, or with a fresh one. */
export const renewRequestSchema = z.strictObject({ csr: z.string(), fingerprint: readableText.optional() });

export type EnrollRequest = z.output<typeof enrollRequestSchema>;
export type HeartbeatRequest = z.output<typeof heartbeatRequestSchema>;
export type RenewRequest = z.output<typeof renewRequestSchema>;
