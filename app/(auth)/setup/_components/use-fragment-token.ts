"use client";

import { useEffect, useState } from "react";

/**
 * The token of the set-up link: undefined until read, null when there is none. It stands in the fragment, which browsers
 * send to no server, and is taken out of the address at once, so that neither history nor a screenshot keeps it.
 */
export function useFragmentToken(): string | null | undefined {
  const [token, setToken] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    const read = () => {
      const found = new URLSearchParams(window.location.hash.slice(1)).get("token");
      if (found) window.history.replaceState(window.history.state, "", window.location.pathname);
      setToken((known) => found ?? known ?? null);
    };
    read();
    // Opening another link in the same tab changes the fragment only, without loading the page again.
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return token;
}
