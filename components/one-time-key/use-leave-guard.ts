"use client";

import { useEffect, useEffectEvent } from "react";

/**
 * While active, leaving asks: closing or reloading the tab by the browser's own question; Back is undone and told to
 * `onBack`, since it would tear the page down without a question.
 */
export function useLeaveGuard(active: boolean, onBack: () => void): void {
  const told = useEffectEvent(onBack);
  useEffect(() => {
    if (!active) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const stay = () => history.pushState(history.state, "", location.href);
    const onPopState = () => {
      stay();
      told();
    };
    stay();
    addEventListener("beforeunload", onUnload);
    addEventListener("popstate", onPopState);
    return () => {
      removeEventListener("beforeunload", onUnload);
      removeEventListener("popstate", onPopState);
    };
  }, [active]);
}
