"use server";

import { action } from "@/lib/http/action";
import { saveTableSettings } from "@/lib/services/table-settings/save";
import { searchEverything } from "@/lib/services/search/search-everything";

export const searchEverythingAction = action(searchEverything);

export const saveTableSettingsAction = action(saveTableSettings);
