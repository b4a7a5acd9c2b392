import { describeNotification } from "@/lib/format/notification";
import { notificationPath } from "@/lib/format/notification-path";
import type { NotificationDto, NotificationPage } from "@/lib/services/notifications/list";
import type { ListNotificationsInput } from "@/lib/services/notifications/schema";
import { notificationsHref } from "../search-params";
import { KindIcon } from "./kind-icon";
import { NotificationRow } from "./notification-row";
import { Turns } from "./turns";

/** The notifications of a page, newest first, and the ways to newer and older ones. */
export function NotificationList({ page, view }: { page: NotificationPage; view: ListNotificationsInput }) {
  return (
    <>
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <ul aria-label="Notifications" className="divide-y border-b">
          {page.rows.map((row) => (
            <NotificationRow
              key={row.id}
              seq={row.seq}
              at={row.at}
              read={row.read}
              icon={<KindIcon kind={row.kind} />}
              sentence={toSentence(row)}
              note={noteOf(row)}
              href={hrefOf(row)}
            />
          ))}
        </ul>
      </div>
      <Turns
        newest={view.before === null ? null : notificationsHref({ ...view, before: null })}
        older={page.next === null ? null : notificationsHref({ ...view, before: page.next })}
      />
    </>
  );
}

function toSentence({ kind, target, count, data }: NotificationDto) {
  return describeNotification({ kind, name: target?.name ?? null, targetType: target?.type ?? null, count, data });
}

/** Where it belongs, or that it is no longer there. */
function noteOf({ target, data }: NotificationDto): string | null {
  if (target && !target.exists) return "Deleted since";
  if (data.code) return `Mostly ${data.code}${data.groupName ? ` · ${data.groupName}` : ""}`;
  if (target?.type === "connector_group" && data.names) return `${data.names.join(", ")} and more`;
  return data.groupName ?? null;
}

function hrefOf({ kind, target, data }: NotificationDto): string | null {
  return target && !target.exists ? null : notificationPath({ kind, data }, target);
}
