import "server-only";
import { countKeys } from "@/lib/services/provisioning-keys/count-keys";
import { buildKeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import { KEYS_LIST } from "@/lib/services/provisioning-keys/list/schema";
import { verb } from "@/lib/services/verb";
import type { ListCount } from "@/lib/table/count";

/**
 * How many keys a search and filters leave, without reading any. In: search text and filters, all of which must hold;
 * neither means all keys. Out: the count, exact up to 10,000. Throws what `verb` throws.
 */
export const countMatchingKeys = verb({
  permission: "key.read",
  effect: "read",
  input: KEYS_LIST.countSchema,
  run: async ({ input, tx }): Promise<ListCount> => {
    const { total, about, estimate } = await countKeys(tx, buildKeyConditions(input.q, input.filters));
    return { total, about, estimate };
  },
});
