import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { LiveRefresh } from "@/components/live/live-refresh";
import { BreadcrumbLeaf } from "@/components/shell/breadcrumb";
import { PageScroll } from "@/components/shell/page-scroll";
import { requirePermission } from "@/lib/auth/current-actor";
import { can } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";
import { getKey, type KeyDetail } from "@/lib/services/provisioning-keys/get";
import { keyIdSchema } from "@/lib/services/provisioning-keys/schema";
import type { Params } from "@/lib/table/list";
import { KeyDialog } from "../_components/key-dialog";
import { KEYS_PATH } from "../search-params";
import { CardSkeleton, StatsSkeleton } from "./_components/card-skeleton";
import { ConnectorsCard } from "./_components/connectors-card";
import { DangerZone } from "./_components/danger-zone";
import { KeyActions } from "./_components/key-actions";
import { KeyCard } from "./_components/key-card";
import { KeyHead } from "./_components/key-head";
import { KeyStats } from "./_components/key-stats";
import { KeyStrings } from "./_components/key-strings";
import { SwitchKeyDialog } from "./_components/lazy-switch-dialog";
import { LedgerCard } from "./_components/ledger-card";
import { forecastKey, type KeyActivity, loadKeyActivity } from "./_components/load-key-activity";
import { RefusalsCard } from "./_components/refusals-card";
import { RulesCard } from "./_components/rules-card";
import { UsesCard } from "./_components/uses-card";
import { type KeyView, parseKeyView } from "./search-params";

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const actor = await requirePermission("key.read");
  const detail = await findKey(actor, (await params).id);
  return { title: detail?.name ?? "Provisioning key" };
}

export default async function Page({ params, searchParams }: PageProps) {
  const actor = await requirePermission("key.read");
  const renderedAt = Date.now();
  const id = keyIdSchema.safeParse((await params).id).data ?? notFound();
  const view = parseKeyView(id, await searchParams);
  const activity = loadKeyActivity(actor, id, view.period);
  const detail = (await findKey(actor, id)) ?? notFound();
  const canWrite = can(actor.role, "key.write");
  const { here } = view;
  return (
    <PageScroll>
      <BreadcrumbLeaf label={detail.name} />
      <LiveRefresh resource="provisioning_key" renderedAt={renderedAt} />
      <KeyHead detail={detail} actions={canWrite ? <KeyActions row={detail} here={here} /> : null} />
      <Suspense fallback={<StatsSkeleton />}>
        <Stats detail={detail} activity={activity} />
      </Suspense>
      <div className="grid grid-cols-[minmax(0,1fr)_352px] items-start gap-4 max-xl:grid-cols-[minmax(0,1fr)_300px] max-md:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-4">
          <Suspense fallback={<CardSkeleton title="Uses against limit" rows={8} />}>
            <Uses detail={detail} view={view} activity={activity} />
          </Suspense>
          <Suspense fallback={<CardSkeleton title="Connectors enrolled" rows={5} />}>
            <Connectors detail={detail} activity={activity} />
          </Suspense>
          <Suspense fallback={<CardSkeleton title="Refused attempts" rows={2} />}>
            <Refusals id={id} activity={activity} />
          </Suspense>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <KeyCard key={detail.fingerprint} row={detail} here={here}>
            <Suspense>
              <Strings detail={detail} activity={activity} />
            </Suspense>
          </KeyCard>
          <Suspense fallback={<CardSkeleton title="Ledger" rows={4} />}>
            <Ledger id={id} activity={activity} />
          </Suspense>
          <RulesCard detail={detail} here={here} />
        </div>
      </div>
      {canWrite ? <DangerZone detail={detail} here={here} /> : null}
      {view.dialog ? (
        <Suspense>
          <KeyDialog actor={actor} dialog={view.dialog} afterDelete={KEYS_PATH} />
        </Suspense>
      ) : null}
      {/* Where it is so already, or not allowed, there is nothing to ask. */}
      {detail.canEdit && view.switchTo === (detail.enabled ? "disable" : "enable") ? (
        <SwitchKeyDialog key={view.switchTo} detail={detail} to={view.switchTo} />
      ) : null}
    </PageScroll>
  );
}

/** Once for the page and its title. */
const findKey = cache(async (actor: UserActor, id: string): Promise<KeyDetail | null> => {
  try {
    return await getKey(actor, { id });
  } catch (error) {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "invalid")) return null;
    throw error;
  }
});

type PartProps = { detail: KeyDetail; activity: KeyActivity };

async function Stats({ detail, activity }: PartProps) {
  const [uses, connectors, refusals] = await Promise.all([activity.uses, activity.connectors, activity.refusals]);
  return <KeyStats {...{ detail, uses, connectors, refusals }} forecast={forecastKey(detail, uses)} />;
}

async function Uses({ detail, activity, view }: PartProps & { view: KeyView }) {
  const [uses, changes] = await Promise.all([activity.uses, activity.limits]);
  return <UsesCard {...{ detail, uses, changes }} period={view.period} forecast={forecastKey(detail, uses)} />;
}

async function Connectors({ detail, activity }: PartProps) {
  return <ConnectorsCard detail={detail} connectors={await activity.connectors} />;
}

async function Refusals({ id, activity }: { id: string; activity: KeyActivity }) {
  return <RefusalsCard id={id} refusals={await activity.refusals} />;
}

async function Strings({ detail, activity }: PartProps) {
  return <KeyStrings row={detail} secrets={await activity.secrets} />;
}

async function Ledger({ id, activity }: { id: string; activity: KeyActivity }) {
  return <LedgerCard id={id} ledger={await activity.ledger} />;
}
