import { gzipSync } from "node:zlib";
import type { Page, Route } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createKey } from "@/prisma/factories";
import { openKeys, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const SCRIPT = /\/_next\/static\/.*\.js/;
/** What the list's first load may take, in the bodies of its scripts as the server compresses them. */
const FIRST_LOAD_MAX_BYTES = 220 * 1024;

/** The list with one key, live, its own scripts loaded. */
async function openOneKey(page: Page): Promise<string> {
  const key = await createKey(prisma, { name: uniqueName("late") });
  await openKeys(page, key.name);
  await expect(rowOf(page, key.name)).toBeVisible();
  await expect(page.getByText(/^Live$/)).toBeVisible();
  return key.name;
}

/** Keeps back scripts that are asked for from now on. Out: the names of those that wait, and what lets them through. */
async function holdScripts(page: Page) {
  const held: Route[] = [];
  let free = false;
  await page.route(SCRIPT, (route) => (free ? route.continue() : void held.push(route)));
  return {
    waiting: () => held.length,
    release: async () => {
      free = true;
      await Promise.all(held.map((route) => route.continue()));
    },
  };
}

test("the first load of the list stays small, and nothing more comes before somebody does something", async ({
  page,
  signInAs,
}) => {
  await signInAs("OWNER");
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (SCRIPT.test(response.url())) bodies.push(response.body());
  });
  await page.goto("/provisioning-keys");
  await expect(page.getByText(/^Live$/)).toBeVisible();
  // What is loaded without being asked for would be, once there is nothing else to do.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body, { level: 6 }).length);
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(FIRST_LOAD_MAX_BYTES);
});

test("a menu pressed before its code has come opens when it comes, and Esc gives the focus back", async ({
  page,
  signInAs,
}) => {
  await signInAs("ADMIN");
  await openOneKey(page);
  const scripts = await holdScripts(page);
  const density = page.getByRole("button", { name: "Density" });
  await density.click();
  await expect.poll(scripts.waiting).toBeGreaterThan(0);
  await expect(density).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await scripts.release();
  await expect(page.getByRole("menu", { name: "Density" })).toBeVisible();
  await expect(page.locator("[aria-haspopup=menu][aria-expanded=true]")).toHaveAttribute("aria-label", "Density");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(density).toBeFocused();
});

test("a key that opens a menu before its code has come leads to the first entry", async ({ page, signInAs }) => {
  await signInAs("ADMIN");
  await openOneKey(page);
  const scripts = await holdScripts(page);
  await page.getByRole("button", { name: "Theme" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(scripts.waiting).toBeGreaterThan(0);
  await scripts.release();
  await expect(page.getByRole("menuitemradio", { name: "Light" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Theme" })).toBeFocused();
});

test("who goes on is not called back by a menu or a panel that comes late", async ({ page, signInAs }) => {
  await signInAs("ADMIN");
  await openOneKey(page);
  const scripts = await holdScripts(page);
  for (const name of ["Density", "Columns"]) {
    const button = page.getByRole("button", { name, exact: true });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("searchbox").focus();
  }
  const arrived = page.waitForEvent("requestfinished", (request) => SCRIPT.test(request.url()));
  await scripts.release();
  await arrived;
  await page.getByRole("button", { name: "Theme" }).click();
  await expect(page.getByRole("menu", { name: "Theme" })).toBeVisible();
  await expect(page.getByRole("menu")).toHaveCount(1);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a key that is revealed before the panel's code has come is shown when it comes", async ({ page, signInAs }) => {
  await signInAs("ADMIN");
  const name = await openOneKey(page);
  const scripts = await holdScripts(page);
  await page.getByRole("button", { name: `Reveal provisioning key ${name}` }).click();
  await expect(page.getByRole("button", { name: `Hide provisioning key ${name}` })).toBeVisible();
  await scripts.release();
  const panel = page.getByRole("dialog", { name: `Revealed: provisioning key ${name}` });
  await expect(panel).toContainText("1|");
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(page.getByRole("button", { name: `Reveal provisioning key ${name}` })).toBeFocused();
});

test("words beside a button stay under the pointer, go with Esc, and move on with the pointer", async ({
  page,
  signInAs,
}) => {
  await signInAs("ADMIN");
  const name = await openOneKey(page);
  const copy = page.getByRole("button", { name: `Copy provisioning key ${name}` });
  const download = page.getByRole("button", { name: `Download provisioning key ${name}` });
  // Without those that fade out.
  const words = page.getByRole("tooltip").and(page.locator(":not([data-state=closed])"));
  await copy.hover();
  await expect(words).toHaveText("Copy");
  await expect(copy).toHaveAccessibleDescription("Copy");
  const box = await words.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 10, { steps: 6 });
  await expect(words).toHaveText("Copy");
  await page.mouse.move(2, 2, { steps: 10 });
  await expect(words).toHaveCount(0);
  await copy.focus();
  await expect(words).toHaveText("Copy");
  await download.focus();
  await expect(words).toHaveText("Download");
  await expect(words).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(words).toHaveCount(0);
  await expect(download).toBeFocused();
});

test.describe("when the code does not come", () => {
  test.use({ expectedConsole: [/net::ERR_FAILED/] });
  test("a menu says so and opens at the next press", async ({ page, signInAs }) => {
    await signInAs("ADMIN");
    await openOneKey(page);
    // Toasts are there: their own code came with the first press.
    await page.getByRole("searchbox").click();
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    await page.route(SCRIPT, (route) => route.abort());
    await page.getByRole("button", { name: "Theme" }).click();
    await expect(page.getByText("This could not be loaded.")).toBeVisible();
    await expect(page.getByRole("menu")).toHaveCount(0);
    await page.unroute(SCRIPT);
    await page.getByRole("button", { name: "Theme" }).click();
    await expect(page.getByRole("menu", { name: "Theme" })).toBeVisible();
  });
});
