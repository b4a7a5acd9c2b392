import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { currentActor } from "@/lib/auth/current-actor";
import { AccountMenu } from "./_components/account-menu";
import { BackCacheGuard } from "./_components/back-cache-guard";
import { pagesFor, ROLE_LABELS } from "./_components/pages-for";

/** The frame only: each page asks for its permission itself. */
export default async function Layout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  // The page below sends visitors to the sign-in page; until then there is nobody to draw a frame for.
  if (actor.kind !== "user") return children;
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
