import { navFor, type PageId, pagesOf } from "@/components/shell/nav-tree";
import { LinkTabs } from "@/components/ui/link-tabs";
import type { Role } from "@/lib/auth/permissions";
import { pagesFor } from "./pages-for";

const SECTION = "App Connector Management";

/** The pages of App Connector Management that exist for a role, as tabs below the title of each. */
export function ConnectorTabs({ role, current }: { role: Role; current: PageId }) {
  const pages = pagesOf(navFor(pagesFor(role))).filter(({ under }) => under === SECTION);
  return (
    <LinkTabs label={SECTION} tabs={pages.map(({ id, label, href }) => ({ label, href, current: id === current }))} />
  );
}
