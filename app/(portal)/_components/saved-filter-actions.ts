import type { SavedFilterActions } from "@/components/data-table/filter-bar/applied-filters";
import type { FilteredList } from "@/lib/services/saved-filters/listed-filters";
import {
  removeSavedFilterAction,
  renameSavedFilterAction,
  saveFilterAction,
  updateSavedFilterAction,
} from "../actions";

/** What saves, changes, renames and deletes the saved filters of a list. */
export function savedFilterActions(resource: FilteredList): SavedFilterActions {
  return {
    save: (name, { q, filters }) => saveFilterAction({ resource, name, q, filters: [...filters] }),
    update: (id, { q, filters }) => updateSavedFilterAction({ resource, id, q, filters: [...filters] }),
    rename: (id, name) => renameSavedFilterAction({ id, name }),
    remove: (id) => removeSavedFilterAction({ id }),
  };
}
