import { z } from "zod";
import { addressSchema } from "@/lib/net/schema";

const NOT_A_KEY = "Paste the key again: what identifies it is missing.";

/** What identifies a presented key: never the secret, only its id and the digest under which it is stored. */
export const checkKeySchema = z.strictObject({
  /** 16 random bytes in the text form of a UUID, without the version and variant of one. */
  secretId: z.guid(NOT_A_KEY).toLowerCase(),
  digest: z.string({ error: NOT_A_KEY }).regex(/^[0-9a-f]{64}$/, NOT_A_KEY),
  /** From where a connector would enroll; null = allow lists are not judged. */
  address: addressSchema.nullable().default(null),
});
