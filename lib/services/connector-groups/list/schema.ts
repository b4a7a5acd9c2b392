import { GROUP_FILTERS } from "@/lib/services/connector-groups/group-filters";
import { defineList } from "@/lib/table/define-list";

const SORT_COLUMNS = [
  "name",
  "connectors",
  "keys",
  "status",
  "location",
  "version",
  "nextUpdate",
  "dns",
  "created",
  "changed",
] as const;
export type GroupSortColumn = (typeof SORT_COLUMNS)[number];

/** The list of App Connector Groups. */
export const GROUPS_LIST = defineList({ filters: GROUP_FILTERS, sortColumns: SORT_COLUMNS, defaultSort: "name" });
