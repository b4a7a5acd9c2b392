import type { FoundTarget } from "@/lib/services/audit-log/find-targets";
import type { AuditRow } from "@/lib/services/audit-log/select-events";
import { keyHref } from "../../_components/entity-links";

const LISTS: Partial<Record<string, string>> = {
  connector: "/connectors",
  connector_group: "/connector-groups",
  signing_certificate: "/signing-certificates",
  user: "/users",
};

/**
 * Where what an event was about is to be seen: its own page, or its row, expanded, in its list, under the name it has now. In: what was found,
 * the event. Out: undefined where there is none.
 */
export function targetHref(found: readonly FoundTarget[], event: AuditRow): string | undefined {
  const target = found.find(({ id, type }) => id === event.targetId && type === event.targetType);
  if (target?.type === "provisioning_key") return keyHref(target);
  const list = target && LISTS[target.type];
  return list && `${list}?${new URLSearchParams({ q: target.name, expanded: target.id })}`;
}
