"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { askBeforeLeaving, type Leave } from "@/components/leaving";
import { closePopups } from "@/components/shortcuts/close-popups";
import { holdHistory } from "./hold-history";

export type LeaveQuestion = {
  isAsked: boolean;
  /** Takes the question away. */
  stay: () => void;
  /** Leaves as it was meant to be left. */
  leave: () => void;
};

/**
 * While active, leaving asks: closing or reloading the tab by the browser's own question; a link to another page of ours,
 * Back and Forward, and what leaves by script (components/leaving.ts) by one of the page. What stays on the page, such as
 * another sort order, goes through.
 */
export function useLeaveQuestion(active: boolean): LeaveQuestion {
  const router = useRouter();
  const [wanted, setWanted] = useState<{ leave: Leave } | null>(null);
  const guard = useRef<{ on: () => void; off: () => void } | null>(null);
  useEffect(() => {
    if (!active) return;
    const question = (leave: Leave) => void closePopups().then(() => guard.current && setWanted({ leave }));
    let release: (() => void)[] = [];
    const off = () => {
      for (const end of release) end();
      release = [];
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || !leadsAway(link, event)) return;
      event.preventDefault();
      event.stopPropagation();
      const { href } = link;
      question(() => router.push(href));
    };
    const on = () => {
      off();
      addEventListener("beforeunload", onUnload);
      addEventListener("click", onClick, { capture: true });
      release = [
        () => removeEventListener("beforeunload", onUnload),
        () => removeEventListener("click", onClick, { capture: true }),
        holdHistory(question),
        askBeforeLeaving(question),
      ];
    };
    on();
    guard.current = { on, off };
    return () => {
      off();
      guard.current = null;
      setWanted(null);
    };
  }, [active, router]);
  return {
    isAsked: wanted !== null,
    stay: () => setWanted(null),
    leave: () => {
      const asked = guard.current;
      asked?.off();
      void Promise.resolve(wanted?.leave()).then((left) => {
        if (left === false && guard.current === asked) asked?.on();
      });
    },
  };
}

function leadsAway(link: HTMLAnchorElement, { button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  const opensElsewhere = button !== 0 || metaKey || ctrlKey || shiftKey || altKey || link.target === "_blank";
  if (opensElsewhere || link.hasAttribute("download") || link.origin !== location.origin) return false;
  return link.pathname !== location.pathname;
}
