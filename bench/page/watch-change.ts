import type { Page } from "@playwright/test";

/** What the document looks like once the change is there: elements that are in it, at least how many, and elements that are gone. */
export type Expected = { present: string; atLeast?: number; absent?: string };

declare global {
  interface Window {
    latchkeyBench?: Promise<number>;
  }
}

/**
 * Times one interaction within the page. In: what to wait for, and what makes the input (a click by the browser's own input path).
 * Out: milliseconds from the time stamp of the click to the frame after the one in which the change was painted: a change is seen by a
 * MutationObserver, its frame begins at the next animation frame and has been painted by the one after it.
 */
export async function timeChange(page: Page, expected: Expected, act: () => Promise<void>): Promise<number> {
  await page.evaluate(({ present, atLeast = 1, absent }) => {
    const holds = () =>
      document.querySelectorAll(present).length >= atLeast && (absent === undefined || !document.querySelector(absent));
    if (holds()) throw new Error(`nothing would change: ${present}`);
    window.latchkeyBench = new Promise((resolve) => {
      let clickedAt: number | undefined;
      document.addEventListener(
        "click",
        (event) => {
          clickedAt = event.timeStamp;
        },
        { capture: true, once: true },
      );
      const observer = new MutationObserver(() => {
        if (clickedAt === undefined || !holds()) return;
        observer.disconnect();
        const from = clickedAt;
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - from)));
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
  }, expected);
  await act();
  return await page.evaluate(() => window.latchkeyBench ?? Number.NaN);
}
