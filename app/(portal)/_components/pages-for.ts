import type { PageId } from "@/components/shell/nav-tree";
import { can, type Permission, type Role } from "@/lib/auth/permissions";

export const ROLE_LABELS: Record<Role, string> = { OWNER: "Owner", ADMIN: "Admin", VIEWER: "Viewer" };

/** The pages that exist, with what each asks for. */
const PAGES: readonly { id: PageId; permission: Permission }[] = [
  { id: "provisioning-keys", permission: "key.read" },
  { id: "audit-log", permission: "audit.read" },
];

/** In: a role. Out: the pages to offer in the navigation; whether one opens is decided by the page itself. */
export function pagesFor(role: Role): PageId[] {
  return PAGES.filter(({ permission }) => can(role, permission)).map(({ id }) => id);
}
