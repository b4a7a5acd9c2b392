import { BadgeCheck } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ListHead } from "@/components/data-table/list-head";
import { ListNotices } from "@/components/data-table/list-notices";
import { ListSection } from "@/components/data-table/list-section";
import { isWhole, pickExpanded } from "@/components/data-table/list-view";
import { EmptyState } from "@/components/empty-state";
import { LiveDot } from "@/components/live/live-dot";
import { LiveRefresh } from "@/components/live/live-refresh";
import { requirePermission } from "@/lib/auth/current-actor";
import { can } from "@/lib/auth/permissions";
import { CERTIFICATE_FILTERS } from "@/lib/services/signing-certificates/certificate-filters";
import { getSigningCertificates } from "@/lib/services/signing-certificates/get";
import { listParents } from "@/lib/services/signing-certificates/list-parents";
import { countCertificates, listCertificateTree } from "@/lib/services/signing-certificates/list-tree";
import type { Params } from "@/lib/table/list";
import { loadListFrame } from "../_components/load-list-frame";
import { CERTIFICATE_NOUN } from "./_components/certificates-offers";
import { CertificatesProviders } from "./_components/certificates-providers";
import { CertificatesSkeleton } from "./_components/certificates-skeleton";
import { CertificatesTable } from "./_components/certificates-table";
import { CertificatesToolbar } from "./_components/certificates-toolbar";
import { parseCertificatesView } from "./search-params";

export const metadata: Metadata = { title: "Signing certificates" };

export default async function Page({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requirePermission("certificate.read");
  const view = parseCertificatesView(await searchParams);
  const renderedAt = Date.now();
  const page = listCertificateTree(actor, view.input);
  // Whoever awaits it hears of a failure; until then it must not count as one that nobody looks at.
  page.catch(() => undefined);
  const whole = isWhole(view) ? null : countCertificates(actor, {});
  whole?.catch(() => undefined);
  const canWrite = can(actor.role, "certificate.write");
  const [{ providers, toolbar, active }, parents] = await Promise.all([
    loadListFrame(actor, "signing-certificates", view),
    canWrite ? listParents(actor, {}) : [],
  ]);
  return (
    <CertificatesProviders settings={providers.settings} view={providers.view}>
      <ListHead title="Signing certificates" noun={CERTIFICATE_NOUN} shown={page} whole={whole} badge={<LiveDot />} />
      <CertificatesToolbar {...toolbar} canWrite={canWrite} parents={parents} />
      <ListNotices dropped={view.dropped} active={active} />
      <LiveRefresh resource="signing_certificates" renderedAt={renderedAt} />
      <Suspense fallback={<CertificatesSkeleton canWrite={canWrite} />}>
        <ListSection
          label="Signing certificates"
          page={page}
          view={view}
          noun={CERTIFICATE_NOUN}
          columns={CERTIFICATE_FILTERS}
          searchNote="The search looks at name and common name."
          empty={<EmptyState className="border-t" icon={<BadgeCheck />} title="No signing certificates" />}
        >
          {async (rows) => {
            const ids = pickExpanded(
              view,
              rows.map(({ id }) => id),
            );
            return (
              <CertificatesTable
                rows={rows}
                details={ids.length > 0 ? await getSigningCertificates(actor, { ids }) : []}
                list={view.list}
                sort={view.input.sort}
                isTree={view.input.sort === "name" && isWhole(view)}
                canWrite={canWrite}
              />
            );
          }}
        </ListSection>
      </Suspense>
    </CertificatesProviders>
  );
}
