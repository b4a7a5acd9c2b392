import "server-only";
import { makeKeyFile } from "@/lib/recipes/make-key-file";
import { readConnectorSha256 } from "@/lib/services/connector-program/read-sha256";
import { openKeyString } from "@/lib/services/provisioning-keys/open-key-string";
import { downloadKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/**
 * Hands out a key string as a file; audited as `key.downloaded` with the format.
 * In: id, format (plain unless told). Out: the string, the file's template with a placeholder where the string belongs, and its name.
 * Throws `not_found`, `key_hidden`, `key_expired`, `key_exhausted`, and what `verb` throws.
 */
export const downloadKey = verb({
  permission: "key.reveal",
  effect: "write",
  input: downloadKeySchema,
  run: async ({ input: { id, format }, actor, tx }) => {
    const { provisioningKey, name, host, fingerprint } = await openKeyString(tx, actor, id, "key.downloaded", format);
    // Only user data names the program; the other forms do without a build.
    const connectorSha256 = format === "cloud-init" ? await readConnectorSha256() : "";
    const { fileName, template } = makeKeyFile({ keyName: name, host, connectorSha256 }, fingerprint, format);
    return { fileName, template, provisioningKey };
  },
});
