"use server";

import { action } from "@/lib/http/action";
import { updateSettings } from "@/lib/services/tenant/update";

export const updateSettingsAction = action(updateSettings);
