import type { PageId } from "@/components/shell/nav-tree";
import { can, type Permission, type Role } from "@/lib/auth/permissions";

export const ROLE_LABELS: Record<Role, string> = { OWNER: "Owner", ADMIN: "Admin", VIEWER: "Viewer" };

/** The pages that exist, with what each asks for. */
const PAGES: readonly { id: PageId; permission: Permission }[] = [
  { id: "connectors", permission: "connector.read" },
  { id: "connector-groups", permission: "group.read" },
  { id: "provisioning-keys", permission: "key.read" },
  { id: "signing-certificates", permission: "certificate.read" },
  { id: "audit-log", permission: "audit.read" },
  { id: "notifications", permission: "notification.read" },
  { id: "users", permission: "user.read" },
  { id: "settings", permission: "settings.read" },
];

/** In: a role. Out: the pages to offer in the navigation; whether one opens is decided by the page itself. */
export function pagesFor(role: Role): PageId[] {
  return PAGES.filter(({ permission }) => can(role, permission)).map(({ id }) => id);
}

/** What the palette offers a role besides pages; the server asks again whatever is offered. */
export function offersFor(role: Role): { canReadKeys: boolean; canAddKeys: boolean } {
  return { canReadKeys: can(role, "key.read"), canAddKeys: can(role, "key.write") };
}
