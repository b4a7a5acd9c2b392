import "server-only";
import { buildKeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import { KEYS_LIST } from "@/lib/services/provisioning-keys/list/schema";
import { joinConditions } from "@/lib/services/table/where";
import { verb } from "@/lib/services/verb";
import { COUNT_LIMIT } from "@/lib/table/list";

export type MatchingKeys = { enabled: string[]; disabled: string[]; managed: number; isTruncated: boolean };

/**
 * What "select all matching" selects: the keys of a list that may be changed.
 * In: search text and filters. Out: ids of enabled and of disabled keys, how many managed keys were left out, and whether
 * there were more than 10,000: the ids are then those of some 10,000, and the page asks for a narrower filter. Throws what
 * `verb` throws.
 */
export const listMatchingKeys = verb({
  permission: "key.write",
  effect: "read",
  input: KEYS_LIST.countSchema,
  run: async ({ input, tx }): Promise<MatchingKeys> => {
    const where = joinConditions(buildKeyConditions(input.q, input.filters).all, "seek");
    const found = await tx.$queryRaw<{ id: string; enabled: boolean; managed: boolean }[]>`
      SELECT k.id, k.enabled, k.managed_by IS NOT NULL AS managed FROM provisioning_keys k
      WHERE k.deleted_at IS NULL AND ${where} LIMIT ${COUNT_LIMIT + 1}`;
    const within = found.slice(0, COUNT_LIMIT);
    const changeable = within.filter(({ managed }) => !managed);
    const idsWhere = (enabled: boolean) => changeable.filter((key) => key.enabled === enabled).map(({ id }) => id);
    return {
      enabled: idsWhere(true),
      disabled: idsWhere(false),
      managed: within.length - changeable.length,
      isTruncated: found.length > COUNT_LIMIT,
    };
  },
});
