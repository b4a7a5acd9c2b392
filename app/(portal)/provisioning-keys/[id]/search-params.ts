import type { ListLocation } from "@/components/data-table/list-location";
import { type KeyPeriod, keyPeriodSchema } from "@/lib/services/provisioning-keys/activity/schema";
import type { Params } from "@/lib/table/list";
import { KEYS_PATH, type KeysDialog, parseDialog } from "../search-params";

export const DEFAULT_PERIOD: KeyPeriod = "30d";

/** What an address of a key's page asks for: the period of the chart, and the dialog over it, if it is one of this key. */
export type KeyView = {
  period: KeyPeriod;
  dialog: KeysDialog | null;
  /** Whether it asks to disable or enable the key. */
  switchTo: "disable" | "enable" | null;
  /** The page without dialogs. */
  here: ListLocation;
};

/** The address of a key's page. */
export const keyPath = (id: string) => `${KEYS_PATH}/${id}`;

/** In: id of the key, search parameters. Out: what to show; whatever is bad counts as not given. */
export function parseKeyView(id: string, params: Params): KeyView {
  const period = keyPeriodSchema.safeParse(params.period).data ?? DEFAULT_PERIOD;
  const here = { path: keyPath(id), search: period === DEFAULT_PERIOD ? "" : `period=${period}` };
  const switchTo = (["disable", "enable"] as const).find((to) => params[to] === id) ?? null;
  const dialog = parseDialog(params);
  return { period, here, switchTo, dialog: dialog?.id === id && switchTo === null ? dialog : null };
}
