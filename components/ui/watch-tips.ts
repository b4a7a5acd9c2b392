/** After this long under a resting pointer a tooltip opens. */
const OPEN_AFTER_MS = 400;
/** For this long after one has closed, the next opens at once: a person reads along a row of buttons. */
const NEXT_AT_ONCE_MS = 200;

/** Words beside an element; `turn` tells one showing of them from the next. */
export type ShownTip = { element: HTMLElement; words: string; turn: number };

type Options = {
  /** Shows words beside an element, in place of those shown before; null takes them away. */
  show: (shown: ShownTip | null) => void;
  /** Words may be shown soon. */
  warm: () => void;
  /** Whether words that are shown stand on the page already. */
  isDrawn: () => boolean;
};

const find = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;

/**
 * Watches pointer, focus and presses of the whole page for elements with `data-tip`. Listens on the document, where React
 * listens too: what a handler has prevented is seen here. Out: what closes the words that are shown; what ends the watch.
 */
export function watchTips({ show, warm, isDrawn }: Options): { close: () => void; stop: () => void } {
  const ended = new AbortController();
  let shown: ShownTip | null = null;
  let turn = 0;
  let over: HTMLElement | null = null;
  let closedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPressed = false;
  /** The pointer is on its way from an element to its words: what it crosses stays silent. */
  let isTravelling = false;

  // While words are shown: they change with the element, and go with it.
  const changes = new MutationObserver(() => {
    if (!shown) return;
    const words = shown.element.isConnected ? shown.element.dataset.tip : undefined;
    if (!words) return close();
    if (words === shown.words) return;
    shown = { ...shown, words };
    show(shown);
  });
  const close = () => {
    clearTimeout(timer);
    if (!shown) return;
    shown = null;
    isTravelling = false;
    closedAt = performance.now();
    changes.disconnect();
    show(null);
  };
  const open = (element: HTMLElement) => {
    clearTimeout(timer);
    const words = element.dataset.tip;
    if (!words || !element.isConnected) return;
    changes.disconnect();
    changes.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-tip"] });
    turn += 1;
    shown = { element, words, turn };
    isTravelling = false;
    show(shown);
  };
  const leave = () => {
    over = null;
    // Once the words are there, they see whether the pointer goes over to them.
    if (shown && isDrawn()) isTravelling = true;
    else close();
  };

  const listen = <Name extends keyof DocumentEventMap>(
    name: Name,
    listener: (event: DocumentEventMap[Name]) => void,
    capture = false,
  ) => document.addEventListener(name, listener, { signal: ended.signal, capture, passive: true });

  const move = (event: PointerEvent) => {
    if (event.pointerType === "touch") return;
    const element = find(event.target);
    if (over && over !== element) {
      clearTimeout(timer);
      leave();
    }
    if (!element || element === over) return;
    if (element === shown?.element) isTravelling = false;
    else if (isTravelling) return;
    over = element;
    warm();
    if (shown || performance.now() - closedAt < NEXT_AT_ONCE_MS) open(element);
    else timer = setTimeout(() => open(element), OPEN_AFTER_MS);
  };
  listen("pointermove", move);
  listen("pointerover", move);
  document.documentElement.addEventListener("pointerleave", () => over && leave(), { signal: ended.signal });
  listen(
    "pointerdown",
    (event) => {
      isPressed = true;
      if (find(event.target)) close();
    },
    true,
  );
  const release = () => {
    isPressed = false;
  };
  listen("pointerup", release, true);
  listen("pointercancel", release, true);
  // Before React: an element that is off keeps its clicks from everybody else.
  listen(
    "click",
    (event) => {
      const element = find(event.target);
      if (!element) return;
      const says = element.dataset.tipPress !== undefined;
      if (says) open(element);
      else close();
    },
    true,
  );
  listen("focusin", ({ target }) => {
    if (isPressed || !(target instanceof HTMLElement) || target.dataset.tip === undefined) return;
    warm();
    open(target);
  });
  listen("focusout", ({ target }) => {
    if (shown && target === shown.element) close();
  });

  return {
    close,
    stop: () => {
      close();
      ended.abort();
    },
  };
}
