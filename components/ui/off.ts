import type { MouseEvent } from "react";
import { type Tip, tip } from "./tip";

/** Attributes of a control that is off. */
type Off = Tip & { "aria-disabled"?: "true"; onClickCapture?: (event: MouseEvent) => void };

function stop(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/**
 * Turns a control off while keeping it focusable and able to say why: aria-disabled, clicks stopped, the reason beside it on
 * hover, on focus and on tap. In: why it is off, in words that also say what to do; without them the control is on; what is
 * said while it is on. Out: attributes to spread.
 */
export function off(reason: string | undefined, words?: string): Off {
  if (!reason) return tip(words);
  return { ...tip(reason, { press: true }), "aria-disabled": "true", onClickCapture: stop };
}
