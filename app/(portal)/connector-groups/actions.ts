"use server";

import { action } from "@/lib/http/action";
import { createGroup } from "@/lib/services/connector-groups/create";
import { countGroups } from "@/lib/services/connector-groups/list";
import { removeGroup } from "@/lib/services/connector-groups/remove";
import { switchGroup } from "@/lib/services/connector-groups/switch";
import { updateGroup } from "@/lib/services/connector-groups/update";

export const createGroupAction = action(createGroup);
export const updateGroupAction = action(updateGroup);
export const switchGroupAction = action(switchGroup);
export const removeGroupAction = action(removeGroup);
export const countGroupsAction = action(countGroups);
