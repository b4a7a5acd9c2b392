import "server-only";
import { AppError } from "@/lib/errors";
import { changeKeys } from "@/lib/services/provisioning-keys/bulk/change-keys";
import { bulkMaximumSchema } from "@/lib/services/provisioning-keys/bulk/schema";
import { checkMaximum } from "@/lib/services/provisioning-keys/limits/schema";
import { applyChanges } from "@/lib/services/provisioning-keys/update";
import { getTenant } from "@/lib/services/tenant/get";
import { verb } from "@/lib/services/verb";

/**
 * Gives keys one maximum, up to 100 keys in one transaction, each with its audit rows. Below the count it is allowed, as
 * for a single key. Managed keys are skipped with the reason.
 * In: ids, maximum (null = Unlimited). Out: a BulkResult for each. Throws `invalid` at `maximum` when it is above the
 * tenant's bound, and what `verb` throws; nothing was changed then.
 */
export const bulkSetMaximum = verb({
  permission: "key.write",
  effect: "write",
  input: bulkMaximumSchema,
  run: async ({ input: { ids, maximum }, actor, tx }) => {
    const fields = { ...checkMaximum(maximum, await getTenant(tx)) };
    if (Object.keys(fields).length > 0) throw new AppError("invalid", "Some of the input is not valid.", { fields });
    return await changeKeys(tx, ids, async (key) => {
      if (key.maximum === maximum) return false;
      await applyChanges(tx, actor, key, { maximum });
      return true;
    });
  },
});
