import { FILTER_PARAM, formatFilter } from "@/lib/table/filters-url";

type Named = { id: string; name: string };

/** In: a group. Out: the address of its row in the list of groups. */
export const groupHref = ({ id, name }: Named) => `/connector-groups?${new URLSearchParams({ q: name, expanded: id })}`;

/** In: a provisioning key. Out: the address of its page. */
export const keyHref = ({ id }: { id: string }) => `/provisioning-keys/${id}`;

/** In: a signing certificate. Out: the address of its row in the list of them. */
export const certificateHref = ({ id, name }: Named) =>
  `/signing-certificates?${new URLSearchParams({ q: name, expanded: id })}`;

/** In: a provisioning key. Out: the list of the App Connectors that enrolled with it; or one of them, expanded. */
export function connectorsOfKeyHref({ id }: { id: string }, connector?: Named): string {
  const params = new URLSearchParams({ [FILTER_PARAM]: formatFilter({ column: "key", op: "any", value: [id] }) });
  if (connector) {
    params.set("q", connector.name);
    params.set("expanded", connector.id);
  }
  return `/connectors?${params}`;
}

/** In: a provisioning key, actions of the audit log. Out: the log with these events of the key. */
export function auditOfKeyHref({ id }: { id: string }, actions: readonly string[]): string {
  const params = new URLSearchParams();
  params.append(FILTER_PARAM, formatFilter({ column: "targetId", op: "any", value: [id] }));
  params.append(FILTER_PARAM, formatFilter({ column: "action", op: "any", value: [...actions] }));
  return `/audit-log?${params}`;
}
