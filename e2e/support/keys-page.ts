import { randomBytes } from "node:crypto";
import type { BrowserContext, Locator, Page } from "@playwright/test";

/** A name no other test uses: all of them share one portal. */
export function uniqueName(label: string): string {
  return `${label}-${randomBytes(4).toString("hex")}`;
}

export function keysTable(page: Page): Locator {
  return page.getByRole("table", { name: "App Connector Provisioning Keys" });
}

/** The row of one key; the name is looked for as a whole cell. */
export function rowOf(page: Page, name: string): Locator {
  return keysTable(page)
    .getByRole("row")
    .filter({ has: page.getByRole("button", { name: `Expand ${name}`, exact: true }) });
}

/** Opens the list searched for `q`, so that rows of other tests do not push those wanted off the page. */
export async function openKeys(page: Page, q: string): Promise<void> {
  await page.goto(`/provisioning-keys?q=${encodeURIComponent(q)}`);
}

/** What the clipboard holds, read the way a person would: by pasting. */
export async function pasteSomewhere(context: BrowserContext): Promise<string> {
  const scratch = await context.newPage();
  await scratch.setContent('<textarea aria-label="Pasted"></textarea>');
  await scratch.getByLabel("Pasted").press("ControlOrMeta+v");
  const text = await scratch.getByLabel("Pasted").inputValue();
  await scratch.close();
  return text;
}

/** Waits until nothing moves or fades any more but what does so for ever. */
export async function waitForAnimations(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
