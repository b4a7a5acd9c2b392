import { DELETED_KEY_FILTERS } from "@/lib/services/deleted-keys/deleted-key-filters";
import { defineList } from "@/lib/table/define-list";

const SORT_COLUMNS = ["name", "group", "used", "deleted", "deletedBy"] as const;
export type DeletedKeySortColumn = (typeof SORT_COLUMNS)[number];

/** The list of deleted keys that can be restored, the latest first. */
export const DELETED_KEYS_LIST = defineList({
  filters: DELETED_KEY_FILTERS,
  sortColumns: SORT_COLUMNS,
  defaultSort: "-deleted",
});
