import { type FilterColumn, OPERATORS } from "@/lib/table/filters";

/** The columns by which the list of provisioning keys can be filtered, in the order in which they are offered. */
export const KEY_FILTERS = [
  { name: "name", label: "Name", type: "text", operators: OPERATORS.text },
  {
    name: "group",
    label: "App Connector Group",
    type: "text",
    operators: [...OPERATORS.choice, ...OPERATORS.text],
    format: "uuid",
  },
  {
    name: "status",
    label: "Status",
    type: "choice",
    operators: OPERATORS.choice,
    choices: [
      { value: "active", label: "Active" },
      { value: "expiring", label: "Expiring" },
      { value: "exhausted", label: "Exhausted" },
      { value: "expired", label: "Expired" },
      { value: "disabled", label: "Disabled" },
    ],
  },
  { name: "maximum", label: "Maximum # of App Connectors", type: "number", operators: OPERATORS.number },
  {
    name: "limit",
    label: "Limit",
    type: "choice",
    operators: ["any"],
    choices: [
      { value: "limited", label: "Limited" },
      { value: "unlimited", label: "Unlimited" },
    ],
  },
  { name: "used", label: "Provisioning Key Utilization Count", type: "number", operators: OPERATORS.number },
  { name: "utilization", label: "Utilization", type: "number", operators: OPERATORS.number, unit: "%" },
  { name: "expires", label: "Expiry", type: "date", operators: OPERATORS.date },
  { name: "lastUsed", label: "Last used", type: "date", operators: ["before", "after", "last", "never"] },
  { name: "created", label: "Created", type: "date", operators: ["before", "after", "last"] },
  { name: "createdBy", label: "Created by", type: "choice", operators: OPERATORS.choice, format: "text" },
  { name: "certificate", label: "Signing certificate", type: "choice", operators: OPERATORS.choice, format: "uuid" },
  { name: "fingerprint", label: "Fingerprint", type: "text", operators: OPERATORS.text },
  {
    name: "managed",
    label: "Managed",
    type: "choice",
    operators: ["any"],
    choices: [
      { value: "yes", label: "Managed" },
      { value: "no", label: "Not managed" },
    ],
  },
] as const satisfies readonly FilterColumn[];
