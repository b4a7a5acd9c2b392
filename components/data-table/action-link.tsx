"use client";

import Link from "next/link";
import type { ComponentProps } from "react";

/**
 * A link that acts on the page it is on (expands a row, opens a dialog, refreshes): a button to assistive technology, and
 * the space bar presses it; but it has an address, so it works before the page is hydrated and can open in another tab.
 */
export function ActionLink({ onKeyDown, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      role="button"
      prefetch={false}
      scroll={false}
      draggable={false}
      {...props}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key !== " " || event.defaultPrevented) return;
        event.preventDefault();
        event.currentTarget.click();
      }}
    />
  );
}
