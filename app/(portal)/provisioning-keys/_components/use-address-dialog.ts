"use client";

import { useSearchParams } from "next/navigation";
import type { KeysDialog } from "../search-params";

/**
 * A dialog that is open because the address says so. Closing takes the parameters out of the address at once, without
 * asking the server for the list again.
 */
export function useAddressDialog(parameter: KeysDialog["kind"], id: string) {
  const open = useSearchParams().get(parameter) === id;
  const close = () => {
    const url = new URL(location.href);
    if (!url.searchParams.has(parameter)) return;
    for (const name of [parameter, "focus"]) url.searchParams.delete(name);
    history.replaceState(null, "", `${url.pathname}${url.search.replaceAll("%2C", ",")}`);
  };
  return { open, close };
}
