import type { Locator, Page } from "@playwright/test";
import { type BenchBrowser, openList } from "@/bench/page/browser";
import { type Figure, summarize } from "@/bench/page/report";
import { timeChange } from "@/bench/page/watch-change";

const ROUNDS = 40;
const WARM_UP = 2;
const TARGET_MS = 200;
const ROW = "[data-row]";

/** One round of an interaction: does it, and takes it back where the next round needs that. Out: milliseconds. */
type Round = (page: Page, round: number) => Promise<number>;

const SORTS = [
  "Name",
  "Maximum # of App Connectors",
  "Provisioning key utilization count",
  "App Connector Group",
  "Last used",
].flatMap((column) => (["ascending", "descending"] as const).map((direction) => ({ column, direction })));

const INTERACTIONS: readonly { label: string; run: Round; query?: string }[] = [
  // More rows than rounds: a page keeps the details it has fetched.
  { label: "expand a row, details shown", run: expandRow, query: "?perPage=50" },
  { label: "sort by a header", run: sortByHeader },
  { label: "apply a filter", run: applyFilter },
  { label: "next page", run: turnPage },
  { label: "select a row", run: selectRow },
  { label: "show or hide a column", run: toggleColumn },
];

/** From the click to the painted result, by the browser's own input, in a window of 1440 × 900. */
export async function measureInteractions(browser: BenchBrowser): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { label, run, query } of INTERACTIONS) {
    const context = await browser.open();
    const page = await openList(context, query);
    const times: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const time = await run(page, round + WARM_UP);
      if (round >= 0) times.push(time);
    }
    figures.push(summarize(label, "ms", times, TARGET_MS));
    await context.close();
  }
  return figures;
}

async function idOf(row: Locator): Promise<string> {
  return (await row.getAttribute("data-row")) ?? "";
}

async function expandRow(page: Page, round: number): Promise<number> {
  const row = page.locator(ROW).nth(round % (await page.locator(ROW).count()));
  const id = await idOf(row);
  const expander = row.locator("[data-row-action=expand]");
  const time = await timeChange(page, { present: `[id="detail-${id}"] dd` }, () => expander.click());
  await expander.click();
  await page.waitForURL((url) => !url.searchParams.has("expanded"));
  return time;
}

async function sortByHeader(page: Page, round: number): Promise<number> {
  const { column, direction } = SORTS[round % SORTS.length] ?? { column: "Name", direction: "ascending" };
  const header = `th[aria-label="${column}"]`;
  return await timeChange(page, { present: `${header}[aria-sort="${direction}"]` }, () =>
    page.locator(`${header} a`).click(),
  );
}

/** Parts of names that the rows shown hold and the first one does not, so that the result differs from what was there. */
async function filterValue(page: Page, round: number): Promise<string> {
  const labels = await page
    .locator(`${ROW} [data-row-action=expand]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute("aria-label") ?? ""));
  const names = labels.map((label) => label.replace("Expand ", ""));
  const first = names[0] ?? "";
  const parts = [...new Set(names.flatMap((name) => name.split("-")))];
  const fitting = parts.filter((part) => part.length >= 3 && !/^\d+$/.test(part) && !first.includes(part));
  return fitting[round % fitting.length] ?? "";
}

async function applyFilter(page: Page, round: number): Promise<number> {
  const first = `[data-row="${await idOf(page.locator(ROW).first())}"]`;
  const bar = page.getByRole("group", { name: "Filters", exact: true });
  const editor = page.getByRole("dialog", { name: "Add filter" });
  const value = await filterValue(page, round);
  await bar.getByRole("button", { name: "Add filter", exact: true }).click();
  await editor.getByLabel("Field").selectOption({ label: "Name" });
  await editor.getByLabel("Operator").selectOption("contains");
  await editor.getByLabel("Value", { exact: true }).fill(value);
  // As a person does: the editor says how many there will be before one applies it.
  await editor.getByRole("status").filter({ hasText: /\S/ }).waitFor();
  const time = await timeChange(page, { present: ROW, absent: first }, () =>
    editor.getByRole("button", { name: "Apply" }).click(),
  );
  await bar.getByRole("button", { name: /^Remove filter/ }).click();
  await page.locator(first).waitFor();
  return time;
}

async function turnPage(page: Page): Promise<number> {
  const first = `[data-row="${await idOf(page.locator(ROW).first())}"]`;
  return await timeChange(page, { present: ROW, absent: first }, () =>
    page.getByRole("link", { name: "Next page" }).click(),
  );
}

async function selectRow(page: Page, round: number): Promise<number> {
  const row = page
    .locator(ROW)
    .filter({ has: page.locator("td > input") })
    .nth(Math.floor(round / 2) % 10);
  const next = round % 2 === 0 ? ":checked" : ":not(:checked)";
  const box = `[data-row="${await idOf(row)}"] td > input`;
  // The bar that counts what is selected changes with it, which is what the watch sees.
  return await timeChange(page, { present: `${box}${next}` }, () => page.locator(box).click());
}

async function toggleColumn(page: Page): Promise<number> {
  const panel = page.getByRole("dialog", { name: "Columns" });
  if (!(await panel.isVisible())) await page.getByRole("button", { name: "Columns" }).click();
  const box = panel.getByRole("checkbox", { name: "Created", exact: true });
  const header = 'th[aria-label="Created"]';
  const expected = (await box.isChecked()) ? { present: ROW, absent: header } : { present: header };
  return await timeChange(page, expected, () => box.click());
}
