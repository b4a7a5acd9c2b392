import {
  type ListNotificationsInput,
  listNotificationsSchema,
  NOTIFICATION_KINDS,
  type NotificationKind,
} from "@/lib/services/notifications/schema";

export const NOTIFICATIONS_PATH = "/notifications";

type Params = Record<string, string | string[] | undefined>;

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given. */
export function parseNotificationsView(params: Params): ListNotificationsInput {
  const { shape } = listNotificationsSchema;
  const kind = shape.kind.safeParse(params.kind);
  const before = shape.before.safeParse(params.before);
  return {
    kind: kind.success ? kind.data : null,
    unread: params.show === "unread",
    before: before.success ? before.data : null,
  };
}

/** In: what to show. Out: its address. */
export function notificationsHref({ kind, unread, before }: Partial<ListNotificationsInput>): string {
  const params = new URLSearchParams({
    ...(kind && { kind }),
    ...(unread && { show: "unread" }),
    ...(before && { before }),
  });
  return params.size === 0 ? NOTIFICATIONS_PATH : `${NOTIFICATIONS_PATH}?${params}`;
}

const KIND_TABS: Record<NotificationKind, string> = {
  key_near_limit: "Near limit",
  key_at_limit: "At limit",
  key_expiring: "Expiring",
  key_refused: "Refused",
  certificate_expiring: "Certificates",
  connector_disconnected: "Disconnected",
};

/** The choices above the list. In: what is shown. Out: links, the current one marked. */
export function notificationTabs(view: ListNotificationsInput) {
  return [
    { href: notificationsHref({}), label: "All", current: view.kind === null && !view.unread },
    { href: notificationsHref({ unread: true }), label: "Unread", current: view.kind === null && view.unread },
    ...NOTIFICATION_KINDS.map((kind) => ({
      href: notificationsHref({ kind }),
      label: KIND_TABS[kind],
      current: view.kind === kind,
    })),
  ];
}
