"use server";

import { action } from "@/lib/http/action";
import { markAllRead } from "@/lib/services/notifications/mark-all-read";
import { markRead } from "@/lib/services/notifications/mark-read";

export const markReadAction = action(markRead);
export const markAllReadAction = action(markAllRead);
