"use client";

import { useSearchParams } from "next/navigation";
import type { GroupsDialog } from "../search-params";

/** A dialog that is open because the address says so; closing it takes the parameter out of the address at once. */
export function useGroupDialog(parameter: GroupsDialog["kind"], value: string) {
  const params = useSearchParams();
  const open = params.get(parameter) === value;
  const close = () => {
    const url = new URL(location.href);
    if (!url.searchParams.has(parameter)) return;
    url.searchParams.delete(parameter);
    history.replaceState(null, "", `${url.pathname}${url.search.replaceAll("%2C", ",")}`);
  };
  /** The address of another dialog of the same group in place of this one. */
  const hrefOf = (other: GroupsDialog["kind"]) => {
    const next = new URLSearchParams(params);
    next.delete(parameter);
    next.set(other, value);
    return `?${next}`;
  };
  return { open, close, hrefOf };
}
