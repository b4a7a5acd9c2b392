"use client";

import { useEffect, useId, useRef, useState } from "react";
import { late, useLate } from "./late";
import { type ShownTip, watchTips } from "./watch-tips";

const contentPart = late(() => import("./tooltip-content"));

/**
 * Shows the words of whatever element of the page has `tip(words)` on it: on ink beside it, at most 320 px wide, one at a
 * time; Esc closes it. It stands once around the whole page, so that an element costs two attributes and nothing else: a
 * table has hundreds of them. What draws the words comes with the first hover or focus.
 */
export function TooltipHost() {
  const [shown, setShown] = useState<ShownTip | null>(null);
  const [close, setClose] = useState<() => void>(() => () => undefined);
  useEffect(() => {
    const watch = watchTips({ show: setShown, warm: contentPart.warm, isDrawn: () => contentPart.read() !== null });
    setClose(() => watch.close);
    return watch.stop;
  }, []);
  return shown ? <Words key={shown.turn} {...shown} close={close} /> : null;
}

function Words({ element, words, close }: ShownTip & { close: () => void }) {
  const id = useId();
  const of = useRef<HTMLElement | null>(element);
  // Without its words a control still works: there is nothing to say about it.
  const part = useLate(contentPart, true, () => undefined);
  useEffect(() => {
    const before = element.getAttribute("aria-describedby");
    element.setAttribute("aria-describedby", before ? `${before} ${id}` : id);
    return () => {
      if (before) element.setAttribute("aria-describedby", before);
      else element.removeAttribute("aria-describedby");
    };
  }, [element, id]);
  return part ? (
    <part.TooltipContent of={of} id={id} onClose={close}>
      {words}
    </part.TooltipContent>
  ) : null;
}
