"use client";

import { useLayoutEffect, useRef } from "react";

/** Puts the focus on the first entry of the menu it stands in, for a key that was pressed before the menu was there. */
export function FocusFirst() {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const menu = place.current?.closest("[role=menu]");
    const first = menu?.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])");
    first?.focus({ preventScroll: true });
  }, []);
  return <span ref={place} hidden />;
}
