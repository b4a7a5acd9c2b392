import { exportRoute } from "@/lib/http/export-route";
import { exportAuditEvents } from "@/lib/services/audit-log/export-events";
import { AUDIT_LIST } from "@/lib/services/audit-log/list/schema";

/** Streams the events of an address, with the fields that were written. */
export const GET = exportRoute("audit-log", AUDIT_LIST, (actor, input) => exportAuditEvents(actor, input));
