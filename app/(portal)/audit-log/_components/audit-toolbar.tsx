"use client";

import { ListToolbar, type ToolbarState } from "@/components/data-table/list-toolbar";
import { AUDIT_FILTERS } from "@/lib/services/audit-log/audit-filters";
import type { Filter } from "@/lib/table/filters";
import { savedFilterActions } from "../../_components/saved-filter-actions";
import { countAuditEventsAction } from "../actions";
import { AUDIT_HELP, AUDIT_NOUN, AUDIT_SUGGESTIONS } from "./audit-offers";

const savedActions = savedFilterActions("audit-log");
const EXPORTS = { path: "/api/export/audit-log", note: "All events that match, with what was written" };

async function countMatches(q: string, filters: readonly Filter[]) {
  const result = await countAuditEventsAction({ q, filters: [...filters] });
  return result.ok ? result.data : null;
}

/** The rows of controls above the audit log. */
export function AuditToolbar(state: ToolbarState) {
  return (
    <ListToolbar
      {...state}
      searchLabel="Search actor, target or address"
      columns={AUDIT_FILTERS}
      suggestions={AUDIT_SUGGESTIONS}
      help={AUDIT_HELP}
      countMatches={countMatches}
      noun={AUDIT_NOUN}
      savedActions={savedActions}
      exports={EXPORTS}
      live
    />
  );
}
