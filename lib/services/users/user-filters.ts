import { type FilterColumn, OPERATORS } from "@/lib/table/filters";

export const USER_STATUSES = ["active", "invited", "invite_expired", "disabled"] as const;

/** By what the users can be filtered. */
export const USER_FILTERS = [
  { name: "name", label: "Name", type: "text", operators: OPERATORS.text },
  { name: "email", label: "Email", type: "text", operators: OPERATORS.text },
  {
    name: "role",
    label: "Role",
    type: "choice",
    operators: OPERATORS.choice,
    choices: [
      { value: "OWNER", label: "Owner" },
      { value: "ADMIN", label: "Admin" },
      { value: "VIEWER", label: "Viewer" },
    ],
  },
  {
    name: "status",
    label: "Status",
    type: "choice",
    operators: OPERATORS.choice,
    choices: [
      { value: "active", label: "Active" },
      { value: "invited", label: "Invited" },
      { value: "invite_expired", label: "Invite expired" },
      { value: "disabled", label: "Disabled" },
    ],
  },
  { name: "sessions", label: "Sessions", type: "number", operators: OPERATORS.number },
  { name: "lastSeen", label: "Last seen", type: "date", operators: OPERATORS.date },
] as const satisfies readonly FilterColumn[];
