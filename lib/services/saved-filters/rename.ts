import "server-only";
import { nameKey } from "@/lib/services/name/schema";
import { assertUser } from "@/lib/services/own-user";
import { refuseTakenFilterName } from "@/lib/services/saved-filters/save";
import { renameSavedFilterSchema } from "@/lib/services/saved-filters/schema";
import { savedFilterNotFound } from "@/lib/services/saved-filters/update";
import { verb } from "@/lib/services/verb";

/** Renames a saved filter. In: id, name. Out: both. Throws `not_found`, `name_taken` at `name`, and what `verb` throws. */
export const renameSavedFilter = verb({
  permission: "self.write",
  effect: "write",
  input: renameSavedFilterSchema,
  run: async ({ input: { id, name }, actor, tx }) => {
    const user = assertUser(actor);
    const { count } = await tx.savedFilter
      .updateMany({ where: { id, userId: user.id }, data: { name, nameKey: nameKey(name) } })
      .catch(refuseTakenFilterName);
    if (count === 0) throw savedFilterNotFound();
    return { id, name };
  },
});
