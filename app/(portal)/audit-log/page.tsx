import type { Metadata } from "next";
import { Suspense } from "react";
import { ListHead } from "@/components/data-table/list-head";
import { ListNotices } from "@/components/data-table/list-notices";
import { isWhole } from "@/components/data-table/list-view";
import { LiveDot } from "@/components/live/live-dot";
import { LiveRefresh } from "@/components/live/live-refresh";
import { requirePermission } from "@/lib/auth/current-actor";
import { countAuditEvents, listAuditEvents } from "@/lib/services/audit-log/list";
import { loadListFrame } from "../_components/load-list-frame";
import { AUDIT_NOUN } from "./_components/audit-offers";
import { AuditProviders } from "./_components/audit-providers";
import { AuditSection } from "./_components/audit-section";
import { AuditSkeleton } from "./_components/audit-skeleton";
import { AuditToolbar } from "./_components/audit-toolbar";
import { parseAuditView } from "./search-params";

export const metadata: Metadata = { title: "Audit log" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: PageProps) {
  const actor = await requirePermission("audit.read");
  const view = parseAuditView(await searchParams);
  const renderedAt = Date.now();
  const events = listAuditEvents(actor, view.input);
  // Whoever awaits it hears of a failure; until then it must not count as one that nobody looks at.
  events.catch(() => undefined);
  const whole = isWhole(view) ? null : countAuditEvents(actor, {});
  whole?.catch(() => undefined);
  const { providers, toolbar, active } = await loadListFrame(actor, "audit-log", view);
  return (
    <AuditProviders settings={providers.settings} view={providers.view}>
      <ListHead title="Audit log" noun={AUDIT_NOUN} shown={events} whole={whole} badge={<LiveDot />} />
      <AuditToolbar {...toolbar} />
      <ListNotices dropped={view.dropped} active={active} />
      <LiveRefresh resource="audit_log" renderedAt={renderedAt} />
      <Suspense fallback={<AuditSkeleton />}>
        <AuditSection actor={actor} view={view} events={events} />
      </Suspense>
    </AuditProviders>
  );
}
