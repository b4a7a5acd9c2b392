"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format/number";
import { CountPill } from "./badge";

export type LinkTab = { href: string; label: string; count?: number; current?: boolean };

/** Tabs that are links: the pages of one section, each with the number of things on it. */
export function LinkTabs({ label, tabs, className }: { label: string; tabs: readonly LinkTab[]; className?: string }) {
  const current = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not hand on as what cleans up after it.
    current.current?.scrollIntoView({ inline: "end", block: "nearest" });
  }, []);
  return (
    <nav
      aria-label={label}
      className={cn(
        "flex shrink-0 gap-5 overflow-x-auto overflow-y-hidden shadow-[inset_0_-1px_0_var(--border)] scroll-px-(--gutter) px-(--gutter) [scrollbar-width:none] max-md:gap-4.5",
        className,
      )}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          ref={tab.current ? current : undefined}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className="flex h-9 items-center gap-1.5 border-b-2 border-transparent whitespace-nowrap text-fg-2 outline-offset-[-2px] transition-colors hover:text-fg aria-[current=page]:border-fg aria-[current=page]:font-medium aria-[current=page]:text-fg max-md:h-11"
        >
          {tab.label}
          {tab.count === undefined ? null : <CountPill>{formatNumber(tab.count)}</CountPill>}
        </Link>
      ))}
    </nav>
  );
}
