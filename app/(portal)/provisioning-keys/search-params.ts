import { type ListView, parseListView } from "@/components/data-table/list-view";
import { KEYS_LIST, type SortColumn } from "@/lib/services/provisioning-keys/list/schema";
import { keyIdSchema } from "@/lib/services/provisioning-keys/schema";
import type { Params } from "@/lib/table/list";

export const KEYS_PATH = "/provisioning-keys";

/** The field a link into the edit dialog puts the focus on. */
export const EDIT_FOCUS = ["maximum", "expiry"] as const;
export type EditFocus = (typeof EDIT_FOCUS)[number];

/** No dialog that shows a secret is among these: such a one opens by an action only, never by an address. */
export type KeysDialog = { kind: "edit"; id: string; focus: EditFocus | null } | { kind: "delete"; id: string };

export type KeysView = ListView<SortColumn> & { dialog: KeysDialog | null };

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given, and is named. */
export function parseKeysView(params: Params): KeysView {
  return { ...parseListView(params, KEYS_LIST, KEYS_PATH), dialog: parseDialog(params) };
}

function parseDialog(params: Params): KeysDialog | null {
  const edited = keyIdSchema.safeParse(params.edit);
  if (edited.success) {
    return { kind: "edit", id: edited.data, focus: EDIT_FOCUS.find((field) => field === params.focus) ?? null };
  }
  const deleted = keyIdSchema.safeParse(params.delete);
  return deleted.success ? { kind: "delete", id: deleted.data } : null;
}
