import { z } from "zod";

/** Printable text a connector tells about itself: no control characters, no lone surrogates, so that any log can hold it. */
const selfTold = z
  .string()
  .max(255)
  .refine((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), { error: "has control characters" });

/** The body of POST /v1/enroll. Form and content of key and CSR are judged later, with codes of their own. */
export const enrollRequestSchema = z.strictObject({
  provisioningKey: z.string(),
  csr: z.string(),
  fingerprint: selfTold.optional(),
  hostname: selfTold.optional(),
  platform: selfTold.optional(),
  version: selfTold.optional(),
});

export type EnrollRequest = z.output<typeof enrollRequestSchema>;
