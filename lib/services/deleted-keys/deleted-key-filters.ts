import { type FilterColumn, OPERATORS } from "@/lib/table/filters";

/** By what deleted keys can be filtered. */
export const DELETED_KEY_FILTERS = [
  { name: "name", label: "Name", type: "text", operators: OPERATORS.text },
  { name: "group", label: "App Connector Group", type: "text", operators: OPERATORS.text },
  { name: "deleted", label: "Deleted", type: "date", operators: ["before", "after", "last"] },
  { name: "deletedBy", label: "Deleted by", type: "text", operators: OPERATORS.text },
  { name: "used", label: "Utilization count", type: "number", operators: OPERATORS.number },
] as const satisfies readonly FilterColumn[];
