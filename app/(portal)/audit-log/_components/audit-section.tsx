import { ScrollText } from "lucide-react";
import { ListSection } from "@/components/data-table/list-section";
import { pickExpanded } from "@/components/data-table/list-view";
import { EmptyState } from "@/components/empty-state";
import type { UserActor } from "@/lib/services/actor";
import { AUDIT_FILTERS } from "@/lib/services/audit-log/audit-filters";
import { findAuditTargets } from "@/lib/services/audit-log/find-targets";
import type { AuditRow } from "@/lib/services/audit-log/select-events";
import type { ListPage } from "@/lib/table/list";
import type { AuditView } from "../search-params";
import { AUDIT_NOUN } from "./audit-offers";
import { AuditTable } from "./audit-table";
import { targetHref } from "./target-href";

type AuditSectionProps = { actor: UserActor; view: AuditView; events: Promise<ListPage<AuditRow>> };

/** The audit log with its footer, or what stands in its place when there is no event. */
export function AuditSection({ actor, view, events }: AuditSectionProps) {
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
      {async (rows) => {
        const targets = await findAuditTargets(actor, { targets: rows.flatMap(toTarget) });
        return (
          <AuditTable
            rows={rows.map((row) => ({ ...row, href: targetHref(targets, row) }))}
            list={view.list}
            sort={view.input.sort}
            expanded={pickExpanded(
              view,
              rows.map(({ seq }) => seq),
            )}
          />
        );
      }}
    </ListSection>
  );
}

const toTarget = ({ targetType: type, targetId: id }: AuditRow) => (type && id ? [{ type, id }] : []);
