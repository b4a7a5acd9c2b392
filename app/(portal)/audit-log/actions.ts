"use server";

import { action } from "@/lib/http/action";
import { countAuditEvents } from "@/lib/services/audit-log/list";

export const countAuditEventsAction = action(countAuditEvents);
