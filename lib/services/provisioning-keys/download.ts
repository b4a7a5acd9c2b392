import "server-only";
import { openKeyString } from "@/lib/services/provisioning-keys/open-key-string";
import { oneKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/**
 * Hands out a key string as a file; audited as `key.downloaded`.
 * In: id. Out: the string and the file's name, made from the id, since a name typed by a person could carry header
 * or path characters. Throws `not_found`, `key_hidden`, `key_expired`, `key_exhausted`, and what `verb` throws.
 */
export const downloadKey = verb({
  permission: "key.reveal",
  effect: "write",
  input: oneKeySchema,
  run: async ({ input, actor, tx }) => ({
    fileName: `provisioning-key-${input.id}.txt`,
    provisioningKey: await openKeyString(tx, actor, input.id, "key.downloaded"),
  }),
});
