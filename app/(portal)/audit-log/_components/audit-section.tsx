import { ScrollText } from "lucide-react";
import { ListSection } from "@/components/data-table/list-section";
import { pickExpanded } from "@/components/data-table/list-view";
import { EmptyState } from "@/components/empty-state";
import { AUDIT_FILTERS } from "@/lib/services/audit-log/audit-filters";
import type { AuditRow } from "@/lib/services/audit-log/select-events";
import type { ListPage } from "@/lib/table/list";
import type { AuditView } from "../search-params";
import { AUDIT_NOUN } from "./audit-offers";
import { AuditTable } from "./audit-table";

/** The audit log with its footer, or what stands in its place when there is no event. */
export function AuditSection({ view, events }: { view: AuditView; events: Promise<ListPage<AuditRow>> }) {
  return (
    <ListSection
      label="Audit log"
      page={events}
      view={view}
      noun={AUDIT_NOUN}
      columns={AUDIT_FILTERS}
      searchNote="The search looks at actor, target and address."
      empty={
        <EmptyState className="border-t" icon={<ScrollText />} title="Nothing has happened yet">
          <p>Sign-ins, changes, enrollments and every look at a key are listed here.</p>
        </EmptyState>
      }
    >
      {(rows) => (
        <AuditTable
          rows={rows}
          list={view.list}
          sort={view.input.sort}
          expanded={pickExpanded(
            view,
            rows.map(({ seq }) => seq),
          )}
        />
      )}
    </ListSection>
  );
}
