import { CONNECTOR_STATUSES, STATUS_WORDS } from "@/lib/services/connectors/schema";
import { type FilterColumn, OPERATORS } from "@/lib/table/filters";

/** By what the App Connectors can be filtered. */
export const CONNECTOR_FILTERS = [
  { name: "name", label: "Name", type: "text", operators: OPERATORS.text },
  { name: "group", label: "App Connector Group", type: "choice", operators: OPERATORS.choice, format: "uuid" },
  { name: "key", label: "Provisioning key", type: "choice", operators: OPERATORS.choice, format: "uuid" },
  {
    name: "status",
    label: "Connection status",
    type: "choice",
    operators: OPERATORS.choice,
    choices: CONNECTOR_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] })),
  },
  {
    name: "enabled",
    label: "Enabled",
    type: "choice",
    operators: OPERATORS.choice,
    choices: [
      { value: "yes", label: "Enabled" },
      { value: "no", label: "Disabled" },
    ],
  },
  { name: "version", label: "Software version", type: "text", operators: OPERATORS.text },
  { name: "lastSeen", label: "Last seen", type: "date", operators: ["before", "after", "last", "never"] },
  { name: "disconnected", label: "Disconnected for", type: "number", operators: ["gte", "lt"], unit: "days" },
  { name: "certificate", label: "Certificate expiry", type: "date", operators: ["before", "after", "next", "never"] },
  { name: "platform", label: "Platform", type: "text", operators: OPERATORS.text },
  { name: "address", label: "IP address", type: "text", operators: ["contains"] },
  { name: "enrolled", label: "Enrolled", type: "date", operators: ["before", "after", "last"] },
] as const satisfies readonly FilterColumn[];
