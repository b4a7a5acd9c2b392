import type { FoundTarget } from "@/lib/services/audit-log/find-targets";
import type { AuditRow } from "@/lib/services/audit-log/select-events";

const LISTS: Partial<Record<string, string>> = {
  provisioning_key: "/provisioning-keys",
  connector: "/connectors",
  connector_group: "/connector-groups",
  signing_certificate: "/signing-certificates",
  user: "/users",
};

/**
 * Where what an event was about is to be seen: its row, expanded, in its list, under the name it has now. In: what was found,
 * the event. Out: undefined where there is none.
 */
export function targetHref(found: readonly FoundTarget[], event: AuditRow): string | undefined {
  const target = found.find(({ id, type }) => id === event.targetId && type === event.targetType);
  const list = target && LISTS[target.type];
  return list && `${list}?${new URLSearchParams({ q: target.name, expanded: target.id })}`;
}
