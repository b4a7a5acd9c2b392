"use server";

import { action } from "@/lib/http/action";
import { searchEverything } from "@/lib/services/search/search-everything";
import { saveTableSettings } from "@/lib/services/table-settings/save";

export const searchEverythingAction = action(searchEverything);

export const saveTableSettingsAction = action(saveTableSettings);
