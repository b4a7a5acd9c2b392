import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import { defineList } from "@/lib/table/define-list";
import type { ListInput, Sort } from "@/lib/table/list";

const SORT_COLUMNS = [
  "name",
  "maximum",
  "used",
  "utilization",
  "group",
  "expires",
  "lastUsed",
  "created",
  "createdBy",
] as const;

/** The list of provisioning keys. */
export const KEYS_LIST = defineList({ filters: KEY_FILTERS, sortColumns: SORT_COLUMNS, defaultSort: "-created" });
export const KEY_SORTS = KEYS_LIST.sorts;

export type SortColumn = (typeof SORT_COLUMNS)[number];
export type KeySort = Sort<SortColumn>;
export type ListKeysInput = ListInput<SortColumn>;
