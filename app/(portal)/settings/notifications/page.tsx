import type { Metadata } from "next";
import { BreadcrumbLeaf } from "@/components/shell/breadcrumb";
import { requirePermission } from "@/lib/auth/current-actor";
import { can } from "@/lib/auth/permissions";
import { getThresholds } from "@/lib/services/notifications/get-thresholds";
import { SettingsTabs } from "../_components/settings-tabs";
import { ThresholdsForm } from "./_components/thresholds-form";
import { ThresholdsView } from "./_components/thresholds-view";
import { WebhookSection } from "./_components/webhook-section";

export const metadata: Metadata = { title: "Notification settings" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: PageProps) {
  const actor = await requirePermission("settings.read");
  const thresholds = await getThresholds(actor, {});
  const { before } = await searchParams;
  return (
    <>
      <BreadcrumbLeaf label="Notifications" />
      <SettingsTabs current="notifications" />
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[720px] flex-col gap-5 px-(--gutter) pt-6 pb-10">
          {can(actor.role, "settings.write") ? (
            <ThresholdsForm thresholds={thresholds} />
          ) : (
            <ThresholdsView thresholds={thresholds} />
          )}
          {can(actor.role, "webhook.write") ? <WebhookSection actor={actor} before={before} /> : null}
        </div>
      </div>
    </>
  );
}
