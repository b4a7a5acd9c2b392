"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";

type ActionLinkProps = ComponentProps<"a"> & {
  href: string;
  /** Takes the place of the address before, in the history. */
  replace?: boolean;
  /** Goes to the top of where it leads: for another page. */
  scroll?: boolean;
  /** In place of going to the address; not for a press that opens it in another tab. */
  onAct?: () => void;
};

function opensElsewhere(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return button !== 0 || metaKey || ctrlKey || shiftKey || altKey || event.currentTarget.target === "_blank";
}

/**
 * A link that acts on the page it is on (expands a row, opens a dialog, refreshes): a button to assistive technology, and
 * the space bar presses it; but it has an address, so it works before the page is hydrated and can open in another tab.
 * An anchor of our own: a row of the table has three, and what else Next's link does for each is not wanted here.
 */
export function ActionLink({ replace = false, scroll = false, onAct, onClick, onKeyDown, ...props }: ActionLinkProps) {
  const router = useRouter();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button has no address
    <a
      role="button"
      draggable={false}
      {...props}
      // biome-ignore lint/a11y/useValidAnchor: it has an address, which a plain press need not go to
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || opensElsewhere(event)) return;
        event.preventDefault();
        if (onAct) onAct();
        else if (replace) router.replace(props.href, { scroll });
        else router.push(props.href, { scroll });
      }}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key !== " " || event.defaultPrevented) return;
        event.preventDefault();
        event.currentTarget.click();
      }}
    />
  );
}
