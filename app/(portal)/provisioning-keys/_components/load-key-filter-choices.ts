import type { LoadChoices } from "@/components/data-table/filter-bar/value-editor";
import { listKeyFilterChoicesAction } from "../actions";

/** Looks up the creators or certificates that a filter can name. */
export const loadKeyFilterChoices: LoadChoices = async (column) => {
  const result = await listKeyFilterChoicesAction({ column });
  return result.ok ? { choices: result.data } : { error: result.error.message };
};
