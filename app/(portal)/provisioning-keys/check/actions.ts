"use server";

import { action } from "@/lib/http/action";
import { checkKey } from "@/lib/services/provisioning-keys/check";

export const checkKeyAction = action(checkKey);
