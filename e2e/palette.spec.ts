import type { Locator, Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createGroup, createKey } from "@/prisma/factories";
import { captureAction, replayAction } from "./support/actions";
import { findBarriersInThemes } from "./support/barriers";
import { rowOf, uniqueName, waitForAnimations } from "./support/keys-page";
import { expect, test } from "./support/test";

const button = (page: Page) => page.getByRole("button", { name: "Search or jump to" });
const palette = (page: Page) => page.getByRole("dialog", { name: "Search or jump to" });
const input = (page: Page) => palette(page).getByRole("combobox");
const option = (page: Page, name: string | RegExp) => palette(page).getByRole("option", { name });
const chosen = (page: Page) => palette(page).getByRole("option", { selected: true });
const shortcuts = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const search = (page: Page) => page.getByRole("searchbox");
const main = (page: Page) => page.getByRole("heading", { level: 1 });

/** Goes to a page and waits until the scripts of what is about to be used run: no key is heard before. */
async function open(page: Page, path: string, used: Locator = button(page)) {
  await page.goto(path);
  const isHydrated = (element: Element) => Object.keys(element).some((name) => name.startsWith("__reactProps"));
  await expect.poll(() => used.evaluate(isHydrated)).toBe(true);
}

test("Ctrl K opens it anywhere, a page is found and opened, and Esc gives the focus back", async ({
  page,
  signInAs,
}) => {
  await signInAs("VIEWER");
  await open(page, "/provisioning-keys", search(page));
  const refresh = page.getByRole("button", { name: "Refresh" });
  await refresh.focus();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(input(page)).toBeFocused();
  await expect(chosen(page)).toHaveText(/^App Connector/);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await expect(refresh).toBeFocused();

  // The same keys close it, and from a field they open it again.
  await search(page).focus();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(input(page)).toBeFocused();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(search(page)).toBeFocused();

  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("log aud");
  await expect(chosen(page)).toHaveText(/Audit log/);
  await page.keyboard.press("Enter");
  await expect(main(page)).toContainText("Audit log");
  await expect(palette(page)).toHaveCount(0);
});

test("keys move through the lines, and commands can be asked for alone", async ({ page, signInAs }) => {
  await signInAs("VIEWER");
  await open(page, "/audit-log");
  await button(page).click();
  // Its code comes with the press: keys go to it once its field has the focus.
  await expect(input(page)).toBeFocused();
  await expect(option(page, "Sign out")).toBeVisible();
  await expect(option(page, "Add provisioning key")).toHaveCount(0);
  await page.keyboard.press("End");
  await expect(chosen(page)).toHaveText("Sign out");
  await expect(input(page)).toHaveAttribute("aria-activedescendant", (await chosen(page).getAttribute("id")) ?? "none");
  await page.keyboard.press("Home");
  await expect(chosen(page)).toHaveText(/^App Connector/);
  await page.keyboard.press("ArrowDown");
  await expect(palette(page).getByRole("option").nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.type(">theme");
  await expect(palette(page).getByRole("option")).toHaveText([
    "Use the light theme",
    "Use the dark theme",
    "Use the system’s theme",
  ]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(palette(page)).toHaveCount(0);
  await expect(button(page)).toBeFocused();
});

test("it opens over a menu or a panel that is open, but not over a dialog", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("layers") });
  await signInAs("OWNER");
  await open(page, `/provisioning-keys?q=${key.name}`, search(page));
  await page.getByRole("button", { name: "Add filter" }).click();
  await expect(page.getByRole("dialog", { name: /filter/i })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(input(page)).toBeFocused();
  await page.keyboard.type(">sign");
  await expect(chosen(page)).toHaveText("Sign out");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add filter" })).toBeFocused();

  await page.getByRole("button", { name: "Theme" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(input(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Theme" })).toBeFocused();

  await rowOf(page, key.name)
    .getByRole("button", { name: `Delete ${key.name}` })
    .click();
  await expect(page.getByRole("alertdialog").or(page.getByRole("dialog"))).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.press("?");
  await expect(palette(page)).toHaveCount(0);
  await expect(shortcuts(page)).toHaveCount(0);
});

test("a key is found on the server and its page opened", async ({ page, signInAs }) => {
  const name = uniqueName("Palette_key");
  const group = await createGroup(prisma, { name: uniqueName("Palette group") });
  const key = await createKey(prisma, { name, group, state: "exhausted" });
  await createKey(prisma, { name: `${name}-other` });
  await createKey(prisma, { name: name.replace("_", "X") });
  await signInAs("VIEWER");
  await open(page, "/audit-log");
  await button(page).click();
  await input(page).fill(`${name.toUpperCase()}`);
  await expect(chosen(page)).toHaveText(new RegExp(`^${name}${group.name}Exhausted`));
  await expect(palette(page).getByRole("status")).toHaveText("2 results");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/provisioning-keys/${key.id}$`));

  // Remembered for this visit, and gone after a load.
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette(page).getByRole("group", { name: "Recent" }).getByRole("option")).toHaveText(
    new RegExp(`^${name}${group.name}`),
  );
  await page.keyboard.press("Escape");
  await open(page, page.url());
  await page.keyboard.press("ControlOrMeta+k");
  await expect(chosen(page)).toBeVisible();
  await expect(palette(page).getByRole("group", { name: "Recent" })).toHaveCount(0);

  await input(page).fill(key.fingerprint);
  await expect(chosen(page)).toHaveText(new RegExp(`^${name}`));
  await option(page, "Search the list for").click();
  await expect(page).toHaveURL(new RegExp(`\\?q=${key.fingerprint}$`));
  await expect(rowOf(page, name)).toBeVisible();

  // A group leads to its own list, searched for it.
  await page.keyboard.press("ControlOrMeta+k");
  await input(page).fill(group.name);
  await option(page, new RegExp(`^${group.name} ?App Connector Group`)).click();
  await expect(page.getByRole("heading", { level: 1, name: "App Connector Groups" })).toBeVisible();
  await expect(page).toHaveURL(/\/connector-groups\?q=Palette/);
  await expect(page.getByRole("main").getByText(group.name).first()).toBeVisible();
});

test.describe("without an answer", () => {
  test.use({ expectedConsole: [/net::ERR_INTERNET_DISCONNECTED/] });

  test("nothing found and no answer are told apart, and a pasted key goes nowhere", async ({ page, signInAs }) => {
    const key = await createKey(prisma, { name: uniqueName("Pasted") });
    await signInAs("OWNER");
    await open(page, "/provisioning-keys", search(page));
    await button(page).click();
    const nothing = uniqueName("nothing");
    await input(page).fill(nothing);
    await expect(palette(page)).toContainText(new RegExp(`No provisioning key.* matches “${nothing}”.`));

    await page.context().setOffline(true);
    await input(page).fill(key.name);
    await expect(palette(page).getByText("The server did not answer.").first()).toBeVisible();
    await page.context().setOffline(false);
    await option(page, "Search again").click();
    await expect(chosen(page)).toHaveText(new RegExp(`^${key.name}`));

    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
    await input(page).fill(key.keyString);
    await expect(palette(page).getByRole("status")).toContainText(/No provisioning key.* matches/);
    await expect(palette(page).getByRole("option")).toHaveCount(0);
    expect(asked.filter((text) => text.includes(key.keyString.slice(-40)))).toEqual([]);
  });
});

test("what the search action answers is no more than it shows", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("Whitelist") });
  await signInAs("OWNER");
  await open(page, "/audit-log");
  await button(page).click();
  const action = await captureAction(page, () => input(page).fill(key.name));
  const { text } = await replayAction(page, action, action.body);
  expect(text).toContain(key.id);
  expect(text).not.toContain(key.fingerprint);
  expect(text).not.toMatch(/digest|ciphertext|mask/i);
});

test("? lists what works here, and single keys can be turned off for good", async ({ page, signInAs }) => {
  await signInAs("OWNER");
  await open(page, "/audit-log");
  await main(page).click();
  await page.keyboard.press("?");
  await expect(shortcuts(page).getByRole("term").filter({ hasText: "Search or jump to" })).toBeVisible();
  await expect(shortcuts(page).getByRole("term").filter({ hasText: "Add provisioning key" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await open(page, "/provisioning-keys", search(page));
  await button(page).click();
  await input(page).fill("shortcuts");
  await page.keyboard.press("Enter");
  for (const label of ["Add provisioning key", "Refresh the list", "Show or hide filters", "Search the list"])
    await expect(shortcuts(page).getByRole("term").filter({ hasText: label })).toBeVisible();
  await shortcuts(page).getByRole("switch", { name: "Single-key shortcuts" }).click();
  await page.keyboard.press("Escape");
  await expect(button(page)).toBeFocused();

  await open(page, "/provisioning-keys", search(page));
  await main(page).click();
  await page.keyboard.press("n");
  await page.keyboard.press("?");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(input(page)).toBeFocused();
  await expect(shortcuts(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/provisioning-keys$/);
});

test("single keys work a list's controls, but not while one types", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("single") });
  await signInAs("ADMIN");
  await open(page, `/provisioning-keys?q=${key.name}`, search(page));
  const box = search(page);
  await main(page).click();
  await page.keyboard.press("/");
  await expect(box).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type("nrf?/");
  await expect(box).toHaveValue(`${key.name}nrf?/`);
  await expect(page.getByText(/No key matches/)).toBeVisible();
  await box.fill(key.name);
  await expect(rowOf(page, key.name)).toBeVisible();
  await main(page).click();
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "Show Filters" })).toBeVisible();
  await page.keyboard.press("Shift+n");
  await page.keyboard.press("r");
  await expect(page.getByText("List refreshed")).toBeAttached();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/provisioning-keys\/new$/);
});

test("the palette and the list of shortcuts hold up to axe, light and dark", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("axe"), state: "expiring" });
  await signInAs("OWNER");
  await open(page, "/provisioning-keys", search(page));
  const check = async (what: string) => expect(await findBarriersInThemes(page, { strict: true }), what).toEqual([]);
  await page.keyboard.press("ControlOrMeta+k");
  await expect(chosen(page)).toBeVisible();
  await check("palette");
  await input(page).fill(key.name);
  await expect(chosen(page)).toHaveText(new RegExp(`^${key.name}`));
  await check("palette with a key");
  await input(page).fill(">none");
  await expect(palette(page)).toContainText("No command matches “none”.");
  await check("palette without a line");
  await input(page).fill("shortcuts");
  await page.keyboard.press("Enter");
  await expect(shortcuts(page)).toBeVisible();
  await check("shortcuts");
  await shortcuts(page).getByRole("switch").click();
  await check("shortcuts that are off");
});

test("on a phone it fills the width, and closes by its button", async ({ browser, portal, signInAs, guardConsole }) => {
  const context = await browser.newContext({
    baseURL: portal.appUrl,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  await signInAs("VIEWER", context);
  const page = await context.newPage();
  guardConsole(page);
  await open(page, "/provisioning-keys", search(page));
  await button(page).tap();
  await expect(input(page)).toBeFocused();
  await waitForAnimations(page);
  const box = await palette(page).boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, width: 390 });
  expect(box?.height).toBeLessThanOrEqual(844);
  for (const line of await palette(page).getByRole("option").all())
    expect((await line.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await palette(page).getByRole("button", { name: "Close" }).tap();
  await expect(palette(page)).toHaveCount(0);
  await button(page).tap();
  await option(page, /Audit log/).tap();
  await expect(main(page)).toContainText("Audit log");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await context.close();
});
