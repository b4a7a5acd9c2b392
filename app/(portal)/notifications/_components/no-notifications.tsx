import { Bell } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { KIND_WORDS, type ListNotificationsInput } from "@/lib/services/notifications/schema";
import { NOTIFICATIONS_PATH } from "../search-params";

/** In place of the list when there is nothing in it. */
export function NoNotifications({ view }: { view: ListNotificationsInput }) {
  const { kind, unread, before } = view;
  const title = unread ? "All read" : kind ? `No “${KIND_WORDS[kind]}”` : "No notifications";
  return (
    <EmptyState
      icon={<Bell />}
      title={before === null ? title : "Nothing older"}
      actions={kind || unread || before ? <TextLink href={NOTIFICATIONS_PATH}>Show all notifications</TextLink> : null}
    >
      <p>
        Keys near or at their limit, keys and signing certificates about to expire, refusals in numbers and App
        Connectors that disconnect are told here. They are kept for 90 days.
      </p>
    </EmptyState>
  );
}
