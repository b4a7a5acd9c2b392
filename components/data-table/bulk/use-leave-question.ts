"use client";

import { useEffect, useState } from "react";

/**
 * While active, leaving asks: closing or reloading the tab by the browser's own question, a link to another page of ours
 * by one of the page. Links that stay on the page, such as to another sort order, go through.
 * Out: the address somebody wants to go to, and what takes the question away.
 */
export function useLeaveQuestion(active: boolean): { href: string | null; stay: () => void } {
  const [href, setHref] = useState<string | null>(null);
  useEffect(() => {
    if (!active) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || !leadsAway(link, event)) return;
      event.preventDefault();
      event.stopPropagation();
      setHref(link.href);
    };
    addEventListener("beforeunload", onUnload);
    addEventListener("click", onClick, { capture: true });
    return () => {
      removeEventListener("beforeunload", onUnload);
      removeEventListener("click", onClick, { capture: true });
    };
  }, [active]);
  return { href, stay: () => setHref(null) };
}

function leadsAway(link: HTMLAnchorElement, { button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  const opensElsewhere = button !== 0 || metaKey || ctrlKey || shiftKey || altKey || link.target === "_blank";
  if (opensElsewhere || link.hasAttribute("download") || link.origin !== location.origin) return false;
  return link.pathname !== location.pathname;
}
