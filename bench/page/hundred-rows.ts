import type { Page } from "@playwright/test";
import { type BenchBrowser, openList } from "@/bench/page/browser";
import { type Figure, percentile, summarize } from "@/bench/page/report";
import { timeChange } from "@/bench/page/watch-change";

const ROWS = 100;
const ROUNDS = 10;
const PASSES = 3;
/** Two frames of a 60 Hz screen. */
const FRAME_TARGET_MS = 34;
const EXPAND_TARGET_MS = 500;
/** One turn of a mouse wheel goes about as far. */
const STEP_PX = 100;
const DETAILS = 'tr[id^="detail-"] section:first-child dl';

/** A page of 100 rows: expanding all of them at once, then scrolling through all of it, a step each frame. */
export async function measureHundredRows(browser: BenchBrowser): Promise<Figure[]> {
  const context = await browser.open();
  const open = () => openList(context, `?perPage=${ROWS}`);
  let page = await open();
  const times: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    // A page keeps the details it has fetched: each round needs a new one.
    if (round >= 0) {
      await page.close();
      page = await open();
    }
    const time = await timeChange(page, { present: DETAILS, atLeast: ROWS }, () => expandAll(page));
    if (round >= 0) times.push(time);
  }
  await settle(page);
  const frames: number[] = [];
  const longTasks: number[] = [];
  for (let pass = 0; pass < PASSES; pass += 1) {
    const scrolled = await scrollThrough(page, STEP_PX);
    frames.push(...scrolled.frames);
    longTasks.push(...scrolled.longTasks);
  }
  await context.close();
  const worst = percentile(frames, 1);
  return [
    summarize("100 rows: expand all", "ms", times, EXPAND_TARGET_MS),
    {
      ...summarize("100 rows expanded: time between frames in scrolling", "ms", frames, FRAME_TARGET_MS),
      note: `${frames.length} frames of ${STEP_PX} px, worst ${worst.toFixed(1)} ms`,
    },
    {
      label: "100 rows expanded: tasks over 50 ms in scrolling",
      unit: "",
      p50: longTasks.length,
      p95: longTasks.length,
      target: 0,
      note: longTasks.length === 0 ? "" : `${longTasks.map((time) => Math.round(time)).join(", ")} ms`,
    },
  ];
}

const expandAll = (page: Page) => page.getByRole("button", { name: "Expand all", exact: true }).click();

/** Details rise when they come; who scrolls begins afterwards. What moves for ever is not waited for. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

async function scrollThrough(page: Page, step: number): Promise<{ frames: number[]; longTasks: number[] }> {
  return await page.evaluate(async (distance) => {
    const region = document.querySelector('section[aria-label="Provisioning keys"]');
    if (!region) throw new Error("there is no region that scrolls");
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) =>
      longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    region.scrollTop = 0;
    await nextFrame();
    let last = await nextFrame();
    observer.observe({ type: "longtask" });
    const frames: number[] = [];
    while (region.scrollTop < region.scrollHeight - region.clientHeight - 1) {
      region.scrollTop += distance;
      const now = await nextFrame();
      frames.push(now - last);
      last = now;
    }
    observer.disconnect();
    return { frames, longTasks };
  }, step);
}
