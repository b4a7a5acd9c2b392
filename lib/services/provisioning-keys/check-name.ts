import "server-only";
import { nameKey } from "@/lib/services/name/schema";
import { keyNameSchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/**
 * Whether a name is free for a new key at this moment, for a form that tells early; what is final is the answer to the
 * request that creates the key. In: a name. Out: `taken`. Throws what `verb` throws.
 */
export const checkKeyName = verb({
  permission: "key.write",
  effect: "read",
  input: keyNameSchema,
  run: async ({ input, tx }): Promise<{ taken: boolean }> => {
    const found = await tx.provisioningKey.findFirst({
      where: { nameKey: nameKey(input.name), deletedAt: null },
      select: { id: true },
    });
    return { taken: found !== null };
  },
});
