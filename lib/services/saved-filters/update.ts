import "server-only";
import { AppError } from "@/lib/errors";
import { assertUser } from "@/lib/services/own-user";
import { updateSavedFilterSchema } from "@/lib/services/saved-filters/schema";
import { verb } from "@/lib/services/verb";
import { formatFilters } from "@/lib/table/filters-url";

/** A saved filter that is not there, or is another user's: one and the same answer. */
export function savedFilterNotFound(): AppError {
  return new AppError("not_found", "There is no such saved filter, or it was deleted.");
}

/**
 * Save Changes: puts what is applied now in the place of what was saved; it counts as saved in this session.
 * In: id, list, search text, filters. Out: the id. Throws `not_found`, also for another user's, and what `verb` throws.
 */
export const updateSavedFilter = verb({
  permission: "self.write",
  effect: "write",
  input: updateSavedFilterSchema,
  run: async ({ input, actor, tx }) => {
    const user = assertUser(actor);
    const { count } = await tx.savedFilter.updateMany({
      where: { id: input.id, userId: user.id, resource: input.resource },
      data: { filters: { q: input.q, filters: formatFilters(input.filters) }, sessionId: user.sessionId },
    });
    if (count === 0) throw savedFilterNotFound();
    return { id: input.id };
  },
});
