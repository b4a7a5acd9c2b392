"use server";

import { action } from "@/lib/http/action";
import { countDeletedKeys } from "@/lib/services/deleted-keys/list";

export const countDeletedKeysAction = action(countDeletedKeys);
