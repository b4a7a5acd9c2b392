import { FILTER_PARAM, formatFilter } from "@/lib/table/filters-url";

type Named = { id: string; name: string };

/** In: a group. Out: the address of its row in the list of groups. */
export const groupHref = ({ id, name }: Named) => `/connector-groups?${new URLSearchParams({ q: name, expanded: id })}`;

/** In: a provisioning key. Out: the address of its row in the list of keys, by its whole name: there may be a million. */
export const keyHref = ({ id, name }: Named) =>
  `/provisioning-keys?${new URLSearchParams({
    [FILTER_PARAM]: formatFilter({ column: "name", op: "equals", value: name }),
    expanded: id,
  })}`;
