"use client";

import { BadgeCheck, Bell, ChevronDown, Network, ScrollText, Settings, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useId, useState } from "react";
import { cn } from "@/lib/cn";
import { isWithin, type NavNode, type NavSection } from "./nav-tree";

const ICONS: Partial<Record<string, ReactNode>> = {
  "private-infrastructure": <Network />,
  "signing-certificates": <BadgeCheck />,
  "audit-log": <ScrollText />,
  notifications: <Bell />,
  users: <Users />,
  settings: <Settings />,
};

const row =
  "flex h-7.5 w-full items-center gap-2 rounded-sm px-2 text-left text-fg-2 transition-colors max-lg:h-11 [&>.lucide]:text-fg-3";

function Branch({ node, depth }: { node: NavNode; depth: number }) {
  const [open, setOpen] = useState(true);
  const id = useId();
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className={cn(row, "hover:bg-surface-3 hover:text-fg")}
      >
        {ICONS[node.id]}
        <span className="min-w-0 flex-1 truncate">{node.label}</span>
        <ChevronDown aria-hidden className={cn("size-3.5 transition-transform", !open && "-rotate-90")} />
      </button>
      <ul
        id={id}
        hidden={!open}
        className={cn("flex flex-col gap-px hidden:hidden", depth === 0 ? "ml-[15px] border-l pl-2" : "ml-2")}
      >
        {node.children?.map((child) => (
          <Entry key={child.id} node={child} depth={depth + 1} />
        ))}
      </ul>
    </li>
  );
}

function Entry({ node, depth }: { node: NavNode; depth: number }) {
  const pathname = usePathname();
  const [near, setNear] = useState(false);
  if (!node.href) return <Branch node={node} depth={depth} />;
  const state = pathname === node.href ? "page" : isWithin(pathname, node.href) ? "true" : undefined;
  return (
    <li>
      <Link
        href={node.href}
        // Each refresh of a live page would fetch all links in view again: only one that is about to be used is.
        prefetch={near ? null : false}
        onPointerEnter={() => setNear(true)}
        onPointerLeave={() => setNear(false)}
        onFocus={() => setNear(true)}
        onBlur={() => setNear(false)}
        aria-current={state}
        className={cn(
          row,
          // The longest name fits in bold, whatever the machine's fonts are like.
          "pr-1 hover:bg-surface-3 hover:text-fg aria-[current]:bg-nav-on aria-[current]:font-medium aria-[current]:text-fg",
        )}
      >
        {ICONS[node.id]}
        <span className="truncate">{node.label}</span>
      </Link>
    </li>
  );
}

/** The tree of pages; the current one is marked, also from a page below it. */
export function NavList({ sections }: { sections: readonly NavSection[] }) {
  return (
    <nav aria-label="Sections" className="-mx-2 flex-1 overflow-y-auto px-2 pb-2">
      {sections.map((section, index) => (
        <div key={section.id} className={cn(index > 0 && "mt-1.5")}>
          {section.id === "configuration" ? (
            <p className="px-2 pt-2 pb-1 text-2xs font-medium text-fg-3">{section.label}</p>
          ) : null}
          <ul className="flex flex-col gap-px">
            {section.nodes.map((node) => (
              <Entry key={node.id} node={node} depth={0} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
