import type { SavedFilterActions } from "@/components/data-table/filter-bar/applied-filters";
import {
  removeSavedFilterAction,
  renameSavedFilterAction,
  saveFilterAction,
  updateSavedFilterAction,
} from "../actions";

/** The saved filters of the list of keys. */
export const savedKeyFilterActions: SavedFilterActions = {
  save: (name, { q, filters }) => saveFilterAction({ resource: "provisioning-keys", name, q, filters: [...filters] }),
  update: (id, { q, filters }) => updateSavedFilterAction({ id, q, filters: [...filters] }),
  rename: (id, name) => renameSavedFilterAction({ id, name }),
  remove: (id) => removeSavedFilterAction({ id }),
};
