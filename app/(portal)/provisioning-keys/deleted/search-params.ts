import { type ListView, parseListView } from "@/components/data-table/list-view";
import { DELETED_KEYS_LIST, type DeletedKeySortColumn } from "@/lib/services/deleted-keys/list/schema";
import { keyIdSchema } from "@/lib/services/provisioning-keys/schema";
import type { Params } from "@/lib/table/list";

export const DELETED_KEYS_PATH = "/provisioning-keys/deleted";

export type DeletedKeysDialog = { kind: "restore" | "revoke"; id: string };
export type DeletedKeysView = ListView<DeletedKeySortColumn> & { dialog: DeletedKeysDialog | null };

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given, and is named. */
export function parseDeletedKeysView(params: Params): DeletedKeysView {
  return { ...parseListView(params, DELETED_KEYS_LIST, DELETED_KEYS_PATH), dialog: parseDialog(params) };
}

function parseDialog(params: Params): DeletedKeysDialog | null {
  for (const kind of ["restore", "revoke"] as const) {
    const { success, data } = keyIdSchema.safeParse(params[kind]);
    if (success) return { kind, id: data };
  }
  return null;
}
