import { type ListView, parseListView } from "@/components/data-table/list-view";
import { KEYS_LIST, type SortColumn } from "@/lib/services/provisioning-keys/list/schema";
import { keyIdSchema } from "@/lib/services/provisioning-keys/schema";
import type { Params } from "@/lib/table/list";

export const KEYS_PATH = "/provisioning-keys";

/** The field a link into the edit dialog puts the focus on. */
export const EDIT_FOCUS = ["maximum", "expiry"] as const;
export type EditFocus = (typeof EDIT_FOCUS)[number];

const PLAIN_DIALOGS = ["delete", "rotate", "revoke"] as const;

/** No dialog that shows a secret is among these: such a one opens by an action only, never by an address. */
export type KeysDialog =
  | { kind: "edit"; id: string; focus: EditFocus | null }
  | { kind: (typeof PLAIN_DIALOGS)[number]; id: string };

export type KeysView = ListView<SortColumn> & { dialog: KeysDialog | null };

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given, and is named. */
export function parseKeysView(params: Params): KeysView {
  return { ...parseListView(params, KEYS_LIST, KEYS_PATH), dialog: parseDialog(params) };
}

/** In: search parameters. Out: the dialog of a key that they ask for. */
export function parseDialog(params: Params): KeysDialog | null {
  const edited = keyIdSchema.safeParse(params.edit);
  if (edited.success) {
    return { kind: "edit", id: edited.data, focus: EDIT_FOCUS.find((field) => field === params.focus) ?? null };
  }
  for (const kind of PLAIN_DIALOGS) {
    const { success, data } = keyIdSchema.safeParse(params[kind]);
    if (success) return { kind, id: data };
  }
  return null;
}
