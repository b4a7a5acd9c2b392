import type { LoadChoices } from "@/components/data-table/filter-bar/use-choices";
import { listGroupOptionsAction, listKeyFilterChoicesAction } from "../actions";

/** Looks up the groups, creators or certificates that a filter can name. */
export const loadKeyFilterChoices: LoadChoices = async (column, search) => {
  if (column === "group") {
    const result = await listGroupOptionsAction({ q: search });
    if (!result.ok) return { error: result.error.message };
    const { groups, more } = result.data;
    return { choices: groups.map(({ id, name }) => ({ value: id, label: name })), more };
  }
  const result = await listKeyFilterChoicesAction({ column });
  return result.ok ? { choices: result.data } : { error: result.error.message };
};
