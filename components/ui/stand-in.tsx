"use client";

import { type Ref, type RefObject, useImperativeHandle } from "react";

type StandInProps = { of: RefObject<HTMLElement | null>; ref?: Ref<HTMLElement | null> };

/**
 * Goes as the only child into a trigger or an anchor of a library that came late, for an element that is on the page
 * already: the library gets that element by ref, and nothing is drawn or drawn anew.
 */
export function StandIn({ of: element, ref }: StandInProps) {
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => element.current, [element]);
  return null;
}
