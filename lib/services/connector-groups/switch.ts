import "server-only";
import { CHANGE_TIMEOUT, lockGroupRow } from "@/lib/services/connector-groups/lock-group";
import { switchGroupSchema } from "@/lib/services/connector-groups/schema";
import { applyGroupChanges } from "@/lib/services/connector-groups/update";
import { verb } from "@/lib/services/verb";

/**
 * Enables or disables a group: what is asked for is a state, so a group that is in it already stays as it is.
 * In: id and the state. Out: whether it changed. Throws `not_found`, and what `verb` throws.
 */
export const switchGroup = verb({
  permission: "group.write",
  effect: "write",
  timeout: CHANGE_TIMEOUT,
  input: switchGroupSchema,
  run: async ({ input, actor, tx }) => {
    const group = await lockGroupRow(tx, input.id, true);
    const changed = group.enabled !== input.enabled;
    if (changed) await applyGroupChanges(tx, actor, group, { enabled: input.enabled });
    return { changed, name: group.name };
  },
});
