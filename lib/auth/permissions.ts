/** Roles, from the most to the least entitled. */
export const ROLES = ["OWNER", "ADMIN", "VIEWER"] as const;
export type Role = (typeof ROLES)[number];

/** The one table of who may do what. A permission that is not listed for a role is refused. */
const GRANTS = {
  "key.read": ["OWNER", "ADMIN", "VIEWER"],
  "key.write": ["OWNER", "ADMIN"],
  /** Reveal, copy and download of a key string. */
  "key.reveal": ["OWNER", "ADMIN"],
  "group.read": ["OWNER", "ADMIN", "VIEWER"],
  "group.write": ["OWNER", "ADMIN"],
  "connector.read": ["OWNER", "ADMIN", "VIEWER"],
  "connector.write": ["OWNER", "ADMIN"],
  "certificate.read": ["OWNER", "ADMIN", "VIEWER"],
  "certificate.write": ["OWNER"],
  "audit.read": ["OWNER", "ADMIN", "VIEWER"],
  "notification.read": ["OWNER", "ADMIN", "VIEWER"],
  /** Where notifications are sent, with its secret and its log. */
  "webhook.write": ["OWNER"],
  "user.read": ["OWNER"],
  "user.write": ["OWNER"],
  "settings.read": ["OWNER", "ADMIN", "VIEWER"],
  "settings.write": ["OWNER"],
  /** A user's own profile, sessions and preferences. */
  "self.write": ["OWNER", "ADMIN", "VIEWER"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof GRANTS;
export const PERMISSIONS = Object.keys(GRANTS) as Permission[];

/** In: a role and a permission. Out: whether the table grants it. */
export function can(role: Role, permission: Permission): boolean {
  return (GRANTS[permission] as readonly Role[]).includes(role);
}
