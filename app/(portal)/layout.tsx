import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { isApple } from "@/components/shortcuts/keys";
import { requireActor } from "@/lib/auth/current-actor";
import { AccountMenu } from "./_components/account-menu";
import { BackCacheGuard } from "./_components/back-cache-guard";
import { NotificationBell } from "./_components/notification-bell";
import { offersFor, pagesFor, ROLE_LABELS } from "./_components/pages-for";
import { PortalPalette } from "./_components/portal-palette";

/**
 * The frame. It is not drawn again when only the page changes, so each page asks for its permission itself; visitors are
 * sent away here too, because a page below a loading state could no longer answer with a redirect.
 */
export default async function Layout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const pages = pagesFor(actor.role);
  return (
    <AppShell
      pages={pages}
      user={{ name: actor.name, role: ROLE_LABELS[actor.role] }}
      userMenu={<AccountMenu email={actor.email} />}
      topBarEnd={
        <>
          <PortalPalette pages={pages} {...offersFor(actor.role)} apple={isApple(actor.userAgent)} />
          <NotificationBell actor={actor} />
        </>
      }
    >
      <BackCacheGuard />
      {children}
    </AppShell>
  );
}
