/** The roles with what each may do, from the least entitled on. */
export const ROLE_CHOICES = [
  { value: "VIEWER", label: "Viewer", hint: "Reads everything but secrets." },
  { value: "ADMIN", label: "Admin", hint: "Manages connectors, groups and keys, and may reveal keys." },
  { value: "OWNER", label: "Owner", hint: "Also manages users, settings and signing certificates." },
] as const;
