import "server-only";
import { changeKeys } from "@/lib/services/provisioning-keys/bulk/change-keys";
import { bulkSchema } from "@/lib/services/provisioning-keys/bulk/schema";
import { applyChanges } from "@/lib/services/provisioning-keys/update";
import { verb } from "@/lib/services/verb";

/**
 * Disables keys, up to 100 in one transaction, each with its audit row. Managed keys are skipped with the reason.
 * In: ids. Out: a BulkResult for each. Throws what `verb` throws; nothing was changed then.
 */
export const bulkDisableKeys = verb({
  permission: "key.write",
  effect: "write",
  input: bulkSchema,
  run: ({ input, actor, tx }) =>
    changeKeys(tx, input.ids, async (key) => {
      if (key.enabled === false) return false;
      await applyChanges(tx, actor, key, { enabled: false });
      return true;
    }),
});
