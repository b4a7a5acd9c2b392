import "server-only";
import { AppError } from "@/lib/errors";
import { uniqueViolation } from "@/lib/services/database-error";
import { nameKey } from "@/lib/services/name/schema";
import { assertUser } from "@/lib/services/own-user";
import { SAVED_FILTERS_MAX, saveFilterSchema } from "@/lib/services/saved-filters/schema";
import { verb } from "@/lib/services/verb";
import { formatFilters } from "@/lib/table/filters-url";

/** Two saved filters of a user have different names. */
export function refuseTakenFilterName(error: unknown): never {
  if (uniqueViolation(error) === undefined) throw error;
  const message = "You have a saved filter of this name already.";
  throw new AppError("name_taken", message, { fields: { name: message } });
}

/**
 * Save Applied Filter: keeps search and filters under a name, for the asking user alone.
 * In: list, name, search text, filters. Out: its id. Throws `name_taken` at `name`, `invalid` when the user has 100, and
 * what `verb` throws. No audit row: it is a setting of one user that nobody else sees.
 */
export const saveFilter = verb({
  permission: "self.write",
  effect: "write",
  input: saveFilterSchema,
  run: async ({ input, actor, tx }) => {
    const user = assertUser(actor);
    const { resource, name } = input;
    if ((await tx.savedFilter.count({ where: { userId: user.id, resource } })) >= SAVED_FILTERS_MAX) {
      throw new AppError("invalid", `You have ${SAVED_FILTERS_MAX} saved filters. Delete one first.`);
    }
    return await tx.savedFilter
      .create({
        data: {
          userId: user.id,
          sessionId: user.sessionId,
          resource,
          name,
          nameKey: nameKey(name),
          filters: { q: input.q, filters: formatFilters(input.filters) },
        },
        select: { id: true },
      })
      .catch(refuseTakenFilterName);
  },
});
