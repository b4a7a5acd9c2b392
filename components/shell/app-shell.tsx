import Link from "next/link";
import type { ReactNode } from "react";
import { ThemeToggle } from "@/components/theme-toggle";
import { Breadcrumb } from "./breadcrumb";
import { LogoMark } from "./logo-mark";
import { MobileNav } from "./mobile-nav";
import { NavList } from "./nav-list";
import { navFor, type PageId } from "./nav-tree";
import { type ShellUser, UserBlock } from "./user-block";

type AppShellProps = {
  /** The pages that exist and that this person may open; others are not in the navigation. */
  pages: readonly PageId[];
  user: ShellUser;
  /** The account menu's button, at the right of the user's name. */
  userMenu?: ReactNode;
  /** More controls at the right of the top bar, before the theme. */
  topBarEnd?: ReactNode;
  children: ReactNode;
};

/**
 * The frame around every page of the portal: sidebar of 268 px (a drawer under 1100 px) and top bar of 48 px. It fills the
 * window; a page either puts a TableScroll into it, which then scrolls alone, or wraps itself in PageScroll.
 */
export function AppShell({ pages, user, userMenu, topBarEnd, children }: AppShellProps) {
  const sections = navFor(pages);
  const side = (
    <>
      <Link
        href="/"
        prefetch={false}
        className="flex h-(--topbar-h) shrink-0 items-center gap-[9px] self-start rounded-sm px-2 text-md font-semibold tracking-[-0.01em] outline-offset-[-4px]"
      >
        <LogoMark />
        Latchkey
      </Link>
      <NavList sections={sections} />
      <UserBlock user={user} menu={userMenu} />
    </>
  );
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] lg:grid-cols-[var(--sidebar-w)_minmax(0,1fr)]">
      <a href="#content" className="fixed -top-16 left-3 z-90 rounded-sm bg-ink px-3 py-2 text-on-ink focus:top-2">
        Skip to content
      </a>
      <aside aria-label="Main" className="flex min-h-0 flex-col border-r bg-bg px-2 max-lg:hidden">
        {side}
      </aside>
      <div className="flex min-h-0 min-w-0 flex-col bg-surface">
        <header className="flex h-(--topbar-h) shrink-0 items-center gap-2 border-b pr-3 pl-(--gutter) max-lg:pl-1 max-md:gap-0 max-md:pr-1">
          <MobileNav>{side}</MobileNav>
          <LogoMark className="mx-1 size-6 md:hidden" />
          <Breadcrumb sections={sections} />
          {topBarEnd}
          <ThemeToggle />
        </header>
        <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none">
          {children}
        </main>
      </div>
    </div>
  );
}
