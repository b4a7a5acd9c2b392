import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { requireActor } from "@/lib/auth/current-actor";
import { AccountMenu } from "./_components/account-menu";
import { BackCacheGuard } from "./_components/back-cache-guard";
import { pagesFor, ROLE_LABELS } from "./_components/pages-for";

/**
 * The frame. It is not drawn again when only the page changes, so each page asks for its permission itself; visitors are
 * sent away here too, because a page below a loading state could no longer answer with a redirect.
 */
export default async function Layout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  return (
    <AppShell
      pages={pagesFor(actor.role)}
      user={{ name: actor.name, role: ROLE_LABELS[actor.role] }}
      userMenu={<AccountMenu email={actor.email} />}
    >
      <BackCacheGuard />
      {children}
    </AppShell>
  );
}
