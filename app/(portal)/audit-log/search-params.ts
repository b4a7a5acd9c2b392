import { type ListView, parseListView } from "@/components/data-table/list-view";
import { AUDIT_LIST } from "@/lib/services/audit-log/list/schema";
import type { Params } from "@/lib/table/list";

const AUDIT_PATH = "/audit-log";
/** Events are told apart by their numbers in the log. */
const EVENT_ID = /^[1-9][0-9]{0,17}$/;

export type AuditView = ListView<"at">;

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given, and is named. */
export function parseAuditView(params: Params): AuditView {
  return parseListView(params, AUDIT_LIST, AUDIT_PATH, EVENT_ID);
}
