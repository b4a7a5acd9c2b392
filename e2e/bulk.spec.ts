import { readFileSync } from "node:fs";
import type { Page, Route } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createGroup, createKey, createKeys } from "@/prisma/factories";
import { findBarriersInThemes } from "./support/barriers";
import { keysTable, openKeys, rowOf, uniqueName, waitForAnimations } from "./support/keys-page";
import { expect, test } from "./support/test";

const bar = (page: Page) => page.getByRole("region", { name: "Bulk actions" });
const verb = (page: Page, name: string | RegExp) => bar(page).getByRole("button", { name });
const box = (page: Page, name: string) => page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
const results = (page: Page) => page.getByRole("dialog").filter({ has: page.getByRole("region", { name: "Results" }) });
const resultOf = (page: Page, name: string) => results(page).getByRole("listitem").filter({ hasText: name });
const closeResults = async (page: Page) => {
  // A dialog takes the focus a moment before it listens to Esc; once it stands still it does both.
  await expect(results(page).locator(":focus")).toHaveCount(1);
  await waitForAnimations(page);
  await page.keyboard.press("Escape");
  await expect(results(page)).toHaveCount(0);
};
const toast = (page: Page) => page.locator("[data-sonner-toast]");
const stored = (ids: readonly string[]) =>
  prisma.provisioningKey.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, enabled: true, maximum: true, deletedAt: true },
  });

/** Keys of one group in the order of their names, the list sorted by them. */
async function createRows(label: string, count: number) {
  const prefix = uniqueName(label);
  const names = Array.from({ length: count }, (_, n) => `${prefix}-${String(n + 1).padStart(3, "0")}`);
  const ids = await createKeys(prisma, names, await createGroup(prisma, { name: uniqueName("Bulk group") }));
  return { prefix, names, ids, name: (n: number) => names[n - 1] ?? "", id: (n: number) => ids[n - 1] ?? "" };
}

/** Lets server actions of this page wait, from the one of that number on, until they are released. */
async function holdActions(page: Page, fromNumber: number) {
  const held: Route[] = [];
  let seen = 0;
  let isHolding = true;
  await page.route("**/provisioning-keys*", async (route) => {
    if (!isHolding || !("next-action" in route.request().headers())) return await route.fallback();
    seen += 1;
    if (seen < fromNumber) return await route.fallback();
    held.push(route);
  });
  return {
    count: () => held.length,
    release: async (how: "continue" | "abort") => {
      isHolding = false;
      for (const route of held.splice(0)) await route[how]();
    },
  };
}

test("rows are selected by mouse, in a range and by keyboard; what is disabled can be enabled again", async ({
  page,
  signInAs,
}) => {
  const { prefix, name, id, ids } = await createRows("choose", 6);
  await prisma.provisioningKey.update({ where: { id: id(6) }, data: { enabled: false } });
  await signInAs("ADMIN");
  await page.goto(`/provisioning-keys?q=${prefix}&sort=name`);
  await expect(bar(page)).toHaveCount(0);
  await box(page, name(1)).click();
  await expect(bar(page)).toContainText("1 selected");
  await box(page, name(3)).click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("3 selected");
  await rowOf(page, name(3)).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+Space");
  await expect(bar(page)).toContainText("5 selected");
  await expect(verb(page, "Enable 0")).toHaveAttribute("aria-disabled", "true");
  await verb(page, "Enable 0").hover();
  await expect(page.getByRole("tooltip")).toHaveText("All selected keys are enabled already.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("tooltip")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);

  await rowOf(page, name(1)).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await expect(bar(page)).toContainText("6 selected");
  await expect(verb(page, /^Select all/)).toHaveCount(0);
  await expect(verb(page, "Enable 1")).toBeVisible();
  const [last, above] = [await rowOf(page, name(6)).boundingBox(), await bar(page).boundingBox()];
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(above?.y ?? 0);
  expect(above?.height).toBe(44);
  expect(await findBarriersInThemes(page)).toEqual([]);

  await verb(page, "Disable 5").click();
  await expect(toast(page)).toContainText("5 keys disabled");
  await expect(rowOf(page, name(1))).toContainText("Disabled");
  await expect(bar(page)).toContainText("1 selected");
  await expect(box(page, name(6))).toBeChecked();
  expect((await stored(ids)).filter(({ enabled }) => enabled)).toEqual([]);
  await toast(page).getByRole("button", { name: "Undo" }).click();
  await expect(toast(page).filter({ hasText: "5 keys enabled" })).toBeVisible();
  expect((await stored(ids)).filter(({ enabled }) => !enabled)).toMatchObject([{ id: id(6) }]);
  await toast(page).filter({ hasText: "5 keys enabled" }).getByRole("button", { name: "Details" }).click();
  await expect(results(page).getByRole("listitem")).toHaveCount(5);
  await expect(results(page).getByRole("heading", { name: "5 keys enabled" })).toBeVisible();
  await closeResults(page);
  await verb(page, "Clear selection").click();
  await expect(bar(page)).toHaveCount(0);
  await expect(keysTable(page).locator("[data-row]:focus")).toHaveCount(1);
});

test("all that match get one maximum, in batches, over pages, and managed keys are left out", async ({
  page,
  signInAs,
}) => {
  const { prefix, ids, id, name } = await createRows("maximum", 123);
  await prisma.provisioningKey.update({
    where: { id: id(7) },
    data: { managedBy: "deception", managedReason: "Used by Deception." },
  });
  await signInAs("OWNER");
  await page.goto(`/provisioning-keys?q=${prefix}&sort=name&perPage=100`);
  await expect(rowOf(page, name(7)).getByRole("checkbox")).toHaveAttribute("aria-disabled", "true");
  await box(page, name(1)).click();
  await verb(page, "Select all 123 matching").click();
  await expect(bar(page)).toContainText("122 selected");
  await expect(bar(page)).toContainText("1 managed left out");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(box(page, name(123))).toBeChecked();
  await expect(bar(page)).toContainText("122 selected");

  await verb(page, "Set maximum…").click();
  const dialog = page.getByRole("dialog", { name: "Set the maximum of 122 keys" });
  const field = dialog.getByLabel("Maximum # of App Connectors");
  await expect(field).toBeFocused();
  expect(await findBarriersInThemes(page, { part: "[role=dialog]" })).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Enter a whole number from 1");
  await expect(field).toBeFocused();
  await field.fill("60");
  const hold = await holdActions(page, 2);
  await page.keyboard.press("Enter");
  const progress = bar(page).getByRole("progressbar", { name: "Changing 122 keys" });
  await expect(progress).toHaveAttribute("aria-valuetext", "100 of 122");
  await expect(dialog).toHaveCount(0);
  await expect(verb(page, "Stop")).toBeFocused();
  await expect.poll(hold.count).toBe(1);
  expect(await findBarriersInThemes(page, { part: "[aria-label='Bulk actions']" })).toEqual([]);

  await page.getByRole("link", { name: "Audit log" }).click();
  const question = page.getByRole("alertdialog", { name: "Stop and leave this page?" });
  await expect(question).toContainText("Changing 122 keys is under way.");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toHaveCount(0);
  await hold.release("continue");
  await expect(toast(page)).toContainText("122 keys set to a maximum of 60");
  await expect(bar(page)).toHaveCount(0);
  await expect(rowOf(page, name(123))).toContainText("60");
  const changed = (await stored(ids)).filter(({ maximum }) => maximum === 60);
  expect(changed.map((key) => key.id).sort()).toEqual(ids.filter((other) => other !== id(7)).sort());
});

test("deleting asks; a key made managed or deleted meanwhile is skipped with the reason", async ({
  page,
  signInAs,
}) => {
  const { prefix, ids, id, name } = await createRows("delete", 4);
  await signInAs("ADMIN");
  await page.goto(`/provisioning-keys?q=${prefix}&sort=name`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).click();
  await verb(page, "Delete…").click();
  const dialog = page.getByRole("alertdialog", { name: "Delete 4 keys?" });
  await expect(dialog).toContainText("App Connectors that enrolled with them keep working.");
  await expect(dialog).toContainText("can be restored for 30 days");
  expect(await findBarriersInThemes(page, { part: "[role=alertdialog]" })).toEqual([]);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(verb(page, "Delete…")).toBeFocused();
  expect((await stored(ids)).filter(({ deletedAt }) => deletedAt !== null)).toEqual([]);

  await verb(page, "Delete…").click();
  await prisma.provisioningKey.update({
    where: { id: id(2) },
    data: { managedBy: "deception", managedReason: "Used by Deception." },
  });
  await prisma.provisioningKey.update({ where: { id: id(3) }, data: { deletedAt: new Date() } });
  await dialog.getByRole("button", { name: "Delete 4 keys" }).click();
  await expect(results(page).getByRole("heading", { name: "2 keys deleted" })).toBeVisible();
  await expect(results(page)).toContainText("2 skipped");
  await expect(resultOf(page, name(2))).toContainText("The key is managed (Used by Deception).");
  await expect(resultOf(page, name(3))).toContainText("The key was deleted.");
  await expect(results(page).getByRole("listitem").last()).toContainText("Deleted");
  expect(await findBarriersInThemes(page, { part: "[role=dialog]" })).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    results(page).getByRole("button", { name: "Download CSV" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines).toHaveLength(5);
  expect(lines).toContain(`"${id(2)}","${name(2)}","skipped","The key is managed (Used by Deception)."`);
  await closeResults(page);
  await expect(toast(page)).toContainText("2 keys deleted");
  await expect(toast(page)).toContainText("2 skipped");
  await expect(bar(page)).toHaveCount(0);
  await expect(rowOf(page, name(1))).toHaveCount(0);
  await expect(rowOf(page, name(2))).toBeVisible();
  await expect(keysTable(page).locator(":focus")).toHaveCount(1);
  const left = (await stored(ids)).filter(({ deletedAt }) => deletedAt === null);
  expect(left.map((key) => key.id)).toEqual([id(2)]);
});

test.describe("while something runs", () => {
  test.use({ expectedConsole: [/net::ERR_FAILED/] });

  test("leaving asks first, by palette, shortcut, sign-out and Back", async ({ page, signInAs }) => {
    const { prefix, ids, name } = await createRows("leave", 2);
    await signInAs("ADMIN");
    await page.goto("/audit-log");
    await page.getByRole("link", { name: "App Connector Provisioning Keys" }).click();
    await page.getByRole("searchbox", { name: "Search name, group or fingerprint" }).fill(prefix);
    await expect(page).toHaveURL(/[?&]q=/);
    await box(page, name(1)).click();
    await box(page, name(2)).click();
    const hold = await holdActions(page, 1);
    await verb(page, "Disable 2").click();
    await expect.poll(hold.count).toBe(1);

    const question = page.getByRole("alertdialog", { name: "Stop and leave this page?" });
    const address = page.url();
    const stay = async () => {
      await expect(question).toContainText("Disabling 2 keys is under way.");
      await expect(question.locator(":focus")).toHaveCount(1);
      await question.getByRole("button", { name: "Cancel" }).click();
      await expect(question).toHaveCount(0);
      await expect(page).toHaveURL(address);
      await expect(rowOf(page, name(2))).toBeVisible();
    };
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("dialog").getByRole("combobox").fill("audit log");
    await page.keyboard.press("Enter");
    await stay();
    await page.keyboard.press("n");
    await stay();
    const signOut = async () => {
      await page.getByRole("button", { name: "Account" }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
    };
    await signOut();
    await stay();
    // Past the list without the search, which would have stayed on the page.
    const goBack = () => page.evaluate(() => history.go(-2));
    await goBack();
    await stay();

    // Who could not be signed out is still here, and asked again.
    await page.route("**/api/auth/sign-out", (route) => route.abort());
    await signOut();
    await question.getByRole("button", { name: "Stop and leave" }).click();
    await expect(toast(page)).toContainText("You are still signed in");
    await goBack();
    await expect(question).toBeVisible();
    await question.getByRole("button", { name: "Stop and leave" }).click();
    await expect(page).toHaveURL(/\/audit-log$/);
    await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
    await hold.release("continue");
    await expect(toast(page).filter({ hasText: "2 keys disabled" })).toBeVisible();
    expect((await stored(ids)).filter(({ enabled }) => enabled)).toEqual([]);
    // Nothing runs any more, so nothing asks.
    await page.goForward();
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
  });
});

test.describe("when batches fail", () => {
  test.use({ expectedConsole: [/net::ERR_FAILED/] });

  test("what is done stays done, the rest can be stopped, and tried again", async ({ page, signInAs }) => {
    const { prefix, ids, name } = await createRows("broken", 205);
    const disabled = async () => (await stored(ids)).filter(({ enabled }) => !enabled).length;
    await signInAs("ADMIN");
    await page.goto(`/provisioning-keys?q=${prefix}&sort=name`);
    await box(page, name(1)).click();
    await verb(page, "Select all 205 matching").click();
    await expect(bar(page)).toContainText("205 selected");
    const lost = await holdActions(page, 2);
    await verb(page, "Disable 205").click();
    await expect.poll(lost.count).toBe(1);
    await lost.release("abort");
    await expect(results(page).getByRole("heading", { name: "100 keys disabled" })).toBeVisible();
    await expect(results(page)).toContainText("105 keys are not done. The server did not answer.");
    await expect(results(page)).toContainText("Up to 100 of them may be done all the same");
    await expect(results(page)).toContainText("The first 200 of 205.");
    expect(await disabled()).toBe(100);

    const slow = await holdActions(page, 1);
    await results(page).getByRole("button", { name: "Retry rest" }).click();
    await expect.poll(slow.count).toBe(1);
    await verb(page, "Stop").click();
    await expect(verb(page, "Stopping…")).toBeVisible();
    await slow.release("continue");
    await expect(results(page).getByRole("heading", { name: "200 keys disabled" })).toBeVisible();
    await expect(results(page)).toContainText("5 keys are not done. The run was stopped.");
    // They had no answer, but they have names.
    const notDone = results(page).getByRole("listitem").filter({ hasText: "Not done" });
    await expect(notDone.filter({ hasText: prefix })).toHaveCount(5);
    expect(await disabled()).toBe(200);
    await closeResults(page);
    await expect(bar(page)).toContainText("5 selected");
    await toast(page).getByRole("button", { name: "Details" }).click();
    await results(page).getByRole("button", { name: "Do the rest" }).click();
    await expect(toast(page).filter({ hasText: "205 keys disabled" })).toBeVisible();
    expect(await disabled()).toBe(205);
    await expect(bar(page)).toHaveCount(0);
  });
});

test("a phone shows boxes when asked to", async ({ page, signInAs }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { prefix, name } = await createRows("phone", 3);
  await signInAs("ADMIN");
  await page.goto(`/provisioning-keys?q=${prefix}&sort=name`);
  await expect(rowOf(page, name(1))).toBeVisible();
  await expect(box(page, name(1))).toBeHidden();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await box(page, name(1)).click();
  await box(page, name(2)).click();
  await expect(bar(page)).toContainText("2 selected");
  await expect(verb(page, "Disable 2")).toBeInViewport({ ratio: 1 });
  expect(await findBarriersInThemes(page)).toEqual([]);
  await verb(page, "Disable 2").click();
  await expect(toast(page)).toContainText("2 keys disabled");
  await expect(toast(page)).toBeInViewport({ ratio: 1 });
  await box(page, name(3)).click();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await expect(box(page, name(3))).toBeHidden();
  await expect(bar(page)).toHaveCount(0);
});

test("a viewer has no boxes and no bar", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("seen") });
  await signInAs("VIEWER");
  await openKeys(page, key.name);
  await rowOf(page, key.name).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ControlOrMeta+a");
  await expect(keysTable(page).getByRole("checkbox")).toHaveCount(0);
  await expect(bar(page)).toHaveCount(0);
});
