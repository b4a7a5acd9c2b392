import type { Metadata } from "next";
import { Suspense } from "react";
import { ColumnsButton } from "@/components/data-table/columns/columns-button";
import { DensityButton } from "@/components/data-table/columns/density-button";
import { PageHead } from "@/components/page-head";
import { requirePermission } from "@/lib/auth/current-actor";
import { listAuditEvents } from "@/lib/services/audit-log/list";
import { getTableSettings } from "@/lib/services/table-settings/get";
import { AuditProviders } from "./_components/audit-providers";
import { AuditSection } from "./_components/audit-section";
import { AuditSkeleton } from "./_components/audit-skeleton";
import { parseAuditView } from "./search-params";

export const metadata: Metadata = { title: "Audit log" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: PageProps) {
  const actor = await requirePermission("audit.read");
  const view = parseAuditView(await searchParams);
  const events = listAuditEvents(actor, view.input);
  // Whoever awaits it hears of a failure; until then it must not count as one that nobody looks at.
  events.catch(() => undefined);
  const settings = await getTableSettings(actor, { resource: "audit-log" });
  return (
    <AuditProviders settings={settings}>
      <PageHead
        title="Audit log"
        className="pb-3.5"
        actions={
          <span className="flex items-center gap-0.5 max-md:hidden">
            <ColumnsButton />
            <DensityButton />
          </span>
        }
      />
      <Suspense fallback={<AuditSkeleton />}>
        <AuditSection view={view} events={events} />
      </Suspense>
    </AuditProviders>
  );
}
