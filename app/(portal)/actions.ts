"use server";

import { action } from "@/lib/http/action";
import { removeSavedFilter } from "@/lib/services/saved-filters/remove";
import { renameSavedFilter } from "@/lib/services/saved-filters/rename";
import { saveFilter } from "@/lib/services/saved-filters/save";
import { updateSavedFilter } from "@/lib/services/saved-filters/update";
import { searchEverything } from "@/lib/services/search/search-everything";
import { saveTableSettings } from "@/lib/services/table-settings/save";

export const searchEverythingAction = action(searchEverything);

export const saveTableSettingsAction = action(saveTableSettings);

export const saveFilterAction = action(saveFilter);

export const updateSavedFilterAction = action(updateSavedFilter);

export const renameSavedFilterAction = action(renameSavedFilter);

export const removeSavedFilterAction = action(removeSavedFilter);
