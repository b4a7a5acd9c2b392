import type { Metadata } from "next";
import { LiveDot } from "@/components/live/live-dot";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHead } from "@/components/page-head";
import { LinkTabs } from "@/components/ui/link-tabs";
import { requirePermission } from "@/lib/auth/current-actor";
import { listNotifications } from "@/lib/services/notifications/list";
import { MarkAllRead } from "./_components/mark-all-read";
import { NoNotifications } from "./_components/no-notifications";
import { NotificationList } from "./_components/notification-list";
import { notificationTabs, parseNotificationsView } from "./search-params";

export const metadata: Metadata = { title: "Notifications" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: PageProps) {
  const actor = await requirePermission("notification.read");
  const view = parseNotificationsView(await searchParams);
  const renderedAt = Date.now();
  const page = await listNotifications(actor, view);
  return (
    <>
      <PageHead
        title="Notifications"
        badge={<LiveDot />}
        actions={page.newest === null ? null : <MarkAllRead upTo={page.newest} />}
      />
      <LinkTabs label="Which notifications" tabs={notificationTabs(view)} />
      <LiveRefresh resource="notifications" renderedAt={renderedAt} />
      {page.rows.length === 0 ? <NoNotifications view={view} /> : <NotificationList page={page} view={view} />}
    </>
  );
}
