import "server-only";
import { makeKeyFiles } from "@/lib/recipes/make-key-file";
import { makeRecipes } from "@/lib/recipes/make-recipes";
import { readConnectorSha256 } from "@/lib/services/connector-program/read-sha256";
import { readKeyRow } from "@/lib/services/provisioning-keys/get";
import { oneKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/**
 * How to enroll with a key.
 * In: id. Out: its row, install recipes and the files it can be had as; where the key belongs they have a placeholder.
 * Throws `not_found`, `unavailable` when the build holds no connector, and what `verb` throws.
 */
export const documentKey = verb({
  permission: "key.read",
  effect: "read",
  input: oneKeySchema,
  run: async ({ input, actor, tx }) => {
    const key = await readKeyRow(tx, actor, input.id);
    const facts = { keyName: key.name, host: key.host, connectorSha256: await readConnectorSha256() };
    return { key, recipes: makeRecipes(facts), files: makeKeyFiles(facts, key.fingerprint) };
  },
});
