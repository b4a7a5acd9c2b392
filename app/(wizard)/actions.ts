"use server";

import { action } from "@/lib/http/action";
import { checkKeyName } from "@/lib/services/provisioning-keys/check-name";
import { listKeys } from "@/lib/services/provisioning-keys/list";

export const listKeysAction = action(listKeys);

export const checkKeyNameAction = action(checkKeyName);
