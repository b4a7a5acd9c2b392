import type { Told } from "@/lib/format/notification";
import type { NotificationKind } from "@/lib/services/notifications/schema";
import { FILTER_PARAM, formatFilter } from "@/lib/table/filters-url";

type Target = { type: string; id: string; name: string };

const LISTS: Partial<Record<string, string>> = {
  connector: "/connectors",
  connector_group: "/connector-groups",
  signing_certificate: "/signing-certificates",
};

/** In: a notification, and what it is about. Out: the path of the page where that is to be seen. */
export function notificationPath({ kind, data }: Pick<Told, "kind" | "data">, target: Target | null): string {
  if (target === null) {
    if (kind !== "key_near_limit") return MANY[kind];
    return withFilter(KEYS, { column: "utilization", op: "between", value: [data.percent ?? 0, 99] });
  }
  if (target.type === "provisioning_key") return `${KEYS}/${target.id}`;
  const list = LISTS[target.type];
  return list ? `${list}?${new URLSearchParams({ q: target.name, expanded: target.id })}` : "/notifications";
}

function withFilter(path: string, filter: Parameters<typeof formatFilter>[0]): string {
  return `${path}?${new URLSearchParams({ [FILTER_PARAM]: formatFilter(filter) })}`;
}

const KEYS = "/provisioning-keys";
/** Where many of a kind are to be seen. */
const MANY: Record<Exclude<NotificationKind, "key_near_limit">, string> = {
  key_at_limit: withFilter(KEYS, { column: "status", op: "any", value: ["exhausted"] }),
  key_expiring: withFilter(KEYS, { column: "status", op: "any", value: ["expiring"] }),
  key_refused: KEYS,
  certificate_expiring: "/signing-certificates",
  connector_disconnected: withFilter("/connectors", { column: "status", op: "any", value: ["disconnected"] }),
};
