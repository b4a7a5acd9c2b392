import { type FilterColumn, OPERATORS } from "@/lib/table/filters";

/** By what the App Connector Groups can be filtered. */
export const GROUP_FILTERS = [
  { name: "name", label: "Name", type: "text", operators: OPERATORS.text },
  {
    name: "status",
    label: "Status",
    type: "choice",
    operators: OPERATORS.choice,
    choices: [
      { value: "active", label: "Active" },
      { value: "disabled", label: "Disabled" },
    ],
  },
  { name: "connectors", label: "App Connectors", type: "number", operators: OPERATORS.number },
  { name: "keys", label: "Provisioning keys", type: "number", operators: OPERATORS.number },
  { name: "location", label: "Location", type: "text", operators: OPERATORS.text },
  { name: "country", label: "Country", type: "choice", operators: OPERATORS.choice },
  {
    name: "version",
    label: "Version profile",
    type: "choice",
    operators: OPERATORS.choice,
    choices: [
      { value: "DEFAULT", label: "Default" },
      { value: "PREVIOUS_DEFAULT", label: "Previous Default" },
      { value: "NEW_RELEASE", label: "New Release" },
    ],
  },
  {
    name: "updateDay",
    label: "Update day",
    type: "choice",
    operators: OPERATORS.choice,
    choices: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"].map((label, day) => ({
      value: String(day),
      label,
    })),
  },
  {
    name: "dns",
    label: "DNS resolution",
    type: "choice",
    operators: OPERATORS.choice,
    choices: [
      { value: "IPV4_AND_IPV6", label: "IPv4 and IPv6" },
      { value: "IPV4", label: "IPv4" },
      { value: "IPV6", label: "IPv6" },
    ],
  },
  {
    name: "allowList",
    label: "Allow list",
    type: "choice",
    operators: OPERATORS.choice,
    choices: [
      { value: "every", label: "Every address" },
      { value: "restricted", label: "Restricted" },
    ],
  },
  { name: "created", label: "Created", type: "date", operators: ["before", "after", "last"] },
  { name: "changed", label: "Changed", type: "date", operators: ["before", "after", "last"] },
] as const satisfies readonly FilterColumn[];
