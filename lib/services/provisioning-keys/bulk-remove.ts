import "server-only";
import { changeKeys } from "@/lib/services/provisioning-keys/bulk/change-keys";
import { bulkSchema } from "@/lib/services/provisioning-keys/bulk/schema";
import { removeLockedKey } from "@/lib/services/provisioning-keys/remove";
import { verb } from "@/lib/services/verb";

/**
 * Deletes keys, up to 100 in one transaction, each with its audit row. Connectors that enrolled keep working. Managed keys
 * are skipped with the reason.
 * In: ids. Out: a BulkResult for each. Throws what `verb` throws; nothing was changed then.
 */
export const bulkRemoveKeys = verb({
  permission: "key.write",
  effect: "write",
  input: bulkSchema,
  run: ({ input, actor, tx }) =>
    changeKeys(tx, input.ids, async (key) => {
      await removeLockedKey(tx, actor, key, false);
      return true;
    }),
});
