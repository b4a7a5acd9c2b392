"use client";

import { useEffect } from "react";

/** Loads a page again that Back brought from the browser's memory: it may show what a person who signed out could see. */
export function BackCacheGuard() {
  useEffect(() => {
    const reload = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener("pageshow", reload);
    return () => window.removeEventListener("pageshow", reload);
  }, []);
  return null;
}
