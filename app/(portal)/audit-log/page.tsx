import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHead } from "@/components/page-head";
import { requirePermission } from "@/lib/auth/current-actor";
import { listAuditEvents } from "@/lib/services/audit-log/list";
import { AuditSection } from "./_components/audit-section";
import { AuditSkeleton } from "./_components/audit-skeleton";
import { parseAuditView } from "./search-params";

export const metadata: Metadata = { title: "Audit log" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: PageProps) {
  const actor = await requirePermission("audit.read");
  const view = parseAuditView(await searchParams);
  const events = listAuditEvents(actor, view.input);
  return (
    <>
      <PageHead title="Audit log" className="pb-3.5" />
      <Suspense fallback={<AuditSkeleton />}>
        <AuditSection view={view} events={events} />
      </Suspense>
    </>
  );
}
