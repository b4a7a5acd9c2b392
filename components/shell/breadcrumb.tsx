"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Fragment, useEffect, useSyncExternalStore } from "react";
import { cn } from "@/lib/cn";
import { type NavSection, trailTo } from "./nav-tree";

let leaf: string | null = null;
const listeners = new Set<() => void>();

function setLeaf(next: string | null) {
  leaf = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Put on a page that is not in the navigation (a key's own page): adds its name as the last step of the breadcrumb. */
export function BreadcrumbLeaf({ label }: { label: string }) {
  useEffect(() => {
    setLeaf(label);
    return () => setLeaf(null);
  }, [label]);
  return null;
}

/** The way to the current page, from the navigation; steps without a page of their own are plain words. */
export function Breadcrumb({ sections }: { sections: readonly NavSection[] }) {
  const pathname = usePathname();
  const last = useSyncExternalStore(
    subscribe,
    () => leaf,
    () => null,
  );
  const steps = trailTo(sections, pathname).map(({ id, label, href }) => ({ id, label, href }));
  if (last) steps.push({ id: "leaf", label: last, href: undefined });
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
      <ol className="flex min-w-0 items-center gap-1.5 text-fg-3 max-md:sr-only">
        {steps.map((step, index) => {
          const current = index === steps.length - 1;
          return (
            <Fragment key={step.id}>
              <li
                className={cn(
                  current ? "min-w-0" : "shrink-0 whitespace-nowrap",
                  // The middle of the way goes first when there is no room.
                  index < steps.length - 2 && "max-xl:sr-only",
                  index < steps.length - 3 && "max-2xl:sr-only",
                  index < steps.length - 4 && "sr-only",
                )}
              >
                {current && step.href !== pathname && step.href ? (
                  <Link href={step.href} className="block truncate rounded-xs font-medium text-fg">
                    {step.label}
                  </Link>
                ) : current ? (
                  <span aria-current="page" className="block truncate font-medium text-fg">
                    {step.label}
                  </span>
                ) : step.href ? (
                  <Link href={step.href} className="rounded-xs hover:text-fg">
                    {step.label}
                  </Link>
                ) : (
                  step.label
                )}
              </li>
              {current ? null : (
                <ChevronRight
                  aria-hidden
                  className={cn(
                    "size-3.5 text-fg-off",
                    index < steps.length - 2 && "max-xl:hidden",
                    index < steps.length - 3 && "max-2xl:hidden",
                    index < steps.length - 4 && "hidden",
                  )}
                />
              )}
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
