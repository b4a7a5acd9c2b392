"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { readAddressAhead, settleAddress, subscribeToAddress } from "./expanded-address";
import { EXPANDED_PARAM, type ListLocation, patchLocation } from "./list-location";

/** What may stand there: "all", or ids of rows. */
const EXPANDED = /^[\w-]{1,40}(?:,[\w-]{1,40}){0,99}$/;

/**
 * A list as its address has it now. Rows are expanded without asking the server for the list again, so links that the server
 * wrote, and those made from what it sent, would fold them. In: the list as the server sent it.
 */
export function useListNow(list: ListLocation): ListLocation {
  const told = useSearchParams().get(EXPANDED_PARAM);
  const ahead = useSyncExternalStore(subscribeToAddress, readAddressAhead, () => null);
  const expanded = ahead?.path === list.path ? ahead.expanded : told;
  useEffect(() => {
    if (readAddressAhead()?.expanded === told) settleAddress();
  }, [told]);
  // Another answer of the server: of the address it was asked for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever the list is now
  useEffect(() => settleAddress, [list]);
  return useMemo(() => {
    if (expanded !== null && !EXPANDED.test(expanded)) return list;
    const [, search = ""] = patchLocation(list, { [EXPANDED_PARAM]: expanded }).split("?");
    return { path: list.path, search };
  }, [list, expanded]);
}
