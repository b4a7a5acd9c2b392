import { CONNECTOR_FILTERS } from "@/lib/services/connectors/connector-filters";
import { defineList } from "@/lib/table/define-list";

const SORT_COLUMNS = [
  "name",
  "group",
  "key",
  "status",
  "enabled",
  "version",
  "lastSeen",
  "certificate",
  "platform",
  "enrolled",
] as const;
export type ConnectorSortColumn = (typeof SORT_COLUMNS)[number];

/** The list of App Connectors. */
export const CONNECTORS_LIST = defineList({
  filters: CONNECTOR_FILTERS,
  sortColumns: SORT_COLUMNS,
  defaultSort: "name",
});
