/** Attributes of an element that says something on hover and on focus. */
export type Tip = { "data-tip"?: string; "data-tip-press"?: "" };

/**
 * Gives any element words beside it on hover and on focus (TooltipHost shows them). An element that is off, or that does
 * nothing else (`press`), says them when it is pressed as well: touch has neither hover nor focus.
 * In: the words; without them nothing opens. Out: attributes to spread.
 */
export function tip(words: string | undefined, { press = false }: { press?: boolean } = {}): Tip {
  if (!words) return {};
  return press ? { "data-tip": words, "data-tip-press": "" } : { "data-tip": words };
}
