"use client";

import { useSearchParams } from "next/navigation";

/** A dialog that is open because the address says so; closing it takes the parameter out of the address at once. */
export function useParamDialog(parameter: string, value: string) {
  const params = useSearchParams();
  const open = params.get(parameter) === value;
  const close = () => {
    const url = new URL(location.href);
    if (!url.searchParams.has(parameter)) return;
    url.searchParams.delete(parameter);
    history.replaceState(null, "", `${url.pathname}${url.search.replaceAll("%2C", ",")}`);
  };
  /** The address of another dialog of the same row in place of this one. */
  const hrefOf = (other: string) => {
    const next = new URLSearchParams(params);
    next.delete(parameter);
    next.set(other, value);
    return `?${next}`;
  };
  return { open, close, hrefOf };
}
