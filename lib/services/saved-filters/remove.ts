import "server-only";
import { assertUser } from "@/lib/services/own-user";
import { removeSavedFilterSchema } from "@/lib/services/saved-filters/schema";
import { savedFilterNotFound } from "@/lib/services/saved-filters/update";
import { verb } from "@/lib/services/verb";

/** Deletes a saved filter. In: id. Out: the id. Throws `not_found`, also for another user's, and what `verb` throws. */
export const removeSavedFilter = verb({
  permission: "self.write",
  effect: "write",
  input: removeSavedFilterSchema,
  run: async ({ input: { id }, actor, tx }) => {
    const user = assertUser(actor);
    const { count } = await tx.savedFilter.deleteMany({ where: { id, userId: user.id } });
    if (count === 0) throw savedFilterNotFound();
    return { id };
  },
});
