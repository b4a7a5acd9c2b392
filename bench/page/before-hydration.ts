import type { BrowserContext, Page } from "@playwright/test";
import { type BenchBrowser, KEYS_PATH } from "@/bench/page/browser";
import { check, type Figure, summarize } from "@/bench/page/report";

const ROUNDS = 20;
const ROW = "[data-row]";
/** A slow office line: 10 Mbit/s, 40 ms there and back. */
const LINE = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };

declare global {
  interface Window {
    latchkeyPaint?: { row?: number; hydrated?: number };
  }
}

/** What the page can do before its scripts have come, and how long before that the first row stands on the screen. */
export async function measureBeforeHydration(browser: BenchBrowser): Promise<Figure[]> {
  const rows: number[] = [];
  const leads: number[] = [];
  const hydrated: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const seen = await watchLoad(browser);
    rows.push(seen.row);
    hydrated.push(seen.hydrated);
    leads.push(seen.hydrated - seen.row);
  }
  const line = "10 Mbit/s, 40 ms round trip, empty cache";
  return [
    ...(await checkWithoutScripts(browser)),
    summarize("first row painted", "ms", rows, null, line),
    summarize("rows hydrated", "ms", hydrated, null, line),
    check(
      "first row is painted before hydration",
      leads.every((lead) => lead > 0),
      `ahead by at least ${Math.min(...leads).toFixed(0)} ms`,
    ),
  ];
}

/** With every script file blocked: the answer itself must hold rows, links and search field, and they must work as links and forms. */
async function checkWithoutScripts(browser: BenchBrowser): Promise<Figure[]> {
  const context = await browser.open();
  await context.route("**/*", (route) =>
    route.request().resourceType() === "script" ? route.abort() : route.continue(),
  );
  const page = await context.newPage();
  await page.goto(KEYS_PATH);
  await page.locator(ROW).first().waitFor();
  const count = await page.locator(ROW).count();
  const links = await page.locator(`${ROW} [data-row-action=expand][href]`).count();
  const sorts = await page.locator("th a[href]").count();
  const figures = [
    check(
      "no scripts: rows with their links",
      count === 25 && links === count && sorts >= 5,
      `${count} rows, ${links} expanders, ${sorts} headers`,
    ),
  ];
  const works = async (label: string, act: () => Promise<void>, holds: () => Promise<boolean>) => {
    await act();
    await page.locator(ROW).first().waitFor();
    figures.push(check(`no scripts: ${label}`, await holds(), "by the answer alone"));
  };
  await works(
    "sort by a header",
    () => follow(page, 'th[aria-label="Name"] a'),
    async () => (await page.locator('th[aria-label="Name"][aria-sort="ascending"]').count()) === 1,
  );
  await works(
    "expand a row",
    () => follow(page, `${ROW} [data-row-action=expand]`),
    async () => (await page.locator('tr[id^="detail-"] dd').count()) > 0,
  );
  await works(
    "next page",
    () => follow(page, 'nav[aria-label="Pagination"] a[rel=next]'),
    async () => new URL(page.url()).searchParams.get("page") === "2",
  );
  const part = ((await page.locator(`${ROW} [title]`).first().textContent()) ?? "").slice(0, 8);
  await works(
    "search",
    () => searchFor(page, part),
    async () => {
      const isKept = (await page.locator("input[name=q][type=search]").inputValue()) === part;
      return isKept && new URL(page.url()).searchParams.get("q") === part;
    },
  );
  await context.close();
  return figures;
}

async function follow(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.locator(selector).first().click()]);
}

async function searchFor(page: Page, text: string): Promise<void> {
  const field = page.locator("input[name=q][type=search]");
  await field.fill(text);
  await Promise.all([page.waitForEvent("domcontentloaded"), field.press("Enter")]);
}

async function watchLoad(browser: BenchBrowser): Promise<{ row: number; hydrated: number }> {
  const context: BrowserContext = await browser.open();
  try {
    await context.addInitScript(watchFrames);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", LINE);
    await page.goto(KEYS_PATH, { waitUntil: "commit" });
    await page.waitForFunction(() => window.latchkeyPaint?.hydrated !== undefined);
    const seen = await page.evaluate(() => window.latchkeyPaint);
    return { row: seen?.row ?? Number.NaN, hydrated: seen?.hydrated ?? Number.NaN };
  } finally {
    await context.close();
  }
}

/** Runs in the page: looks once a frame. A row that is there in one frame has been painted by the next. */
function watchFrames(): void {
  const paint: { row?: number; hydrated?: number } = {};
  window.latchkeyPaint = paint;
  let before = false;
  const look = () => {
    const row = document.querySelector("[data-row]");
    const visible = row !== null && row.getBoundingClientRect().height > 0;
    if (before && paint.row === undefined) paint.row = performance.now();
    before = visible;
    if (row && Object.keys(row).some((key) => key.startsWith("__reactProps$"))) paint.hydrated ??= performance.now();
    if (paint.row === undefined || paint.hydrated === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
