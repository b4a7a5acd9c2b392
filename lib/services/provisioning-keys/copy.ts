import "server-only";
import { openKeyString } from "@/lib/services/provisioning-keys/open-key-string";
import { oneKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/**
 * Hands out a key string for the clipboard; audited as `key.copied`.
 * In: id. Out: the string. Throws `not_found`, `key_hidden`, `key_expired`, `key_exhausted`, and what `verb` throws.
 */
export const copyKey = verb({
  permission: "key.reveal",
  effect: "write",
  input: oneKeySchema,
  run: async ({ input, actor, tx }) => ({
    provisioningKey: (await openKeyString(tx, actor, input.id, "key.copied")).provisioningKey,
  }),
});
