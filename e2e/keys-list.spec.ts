import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createConnector, createGroup, createKey } from "@/prisma/factories";
import { keysTable, openKeys, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const SEARCH = "Search name, group or fingerprint";
const LONG_AGO = Date.UTC(2025, 0, 1);

/** Keys of a past year, so that they are on no other test's first page. */
async function createMany(prefix: string, count: number) {
  const group = await createGroup(prisma, { name: uniqueName("Crowd") });
  for (let n = 1; n <= count; n += 1) {
    await createKey(prisma, {
      name: `${prefix}-${String(n).padStart(2, "0")}`,
      group,
      maximum: n * 10,
      used: count - n,
      lastUsedAt: new Date(LONG_AGO + n * 60_000),
      createdAt: new Date(LONG_AGO + n * 1_000),
    });
  }
  return group;
}

const namesOf = async (page: Page) => {
  const labels = await keysTable(page)
    .getByRole("button", { name: /^Expand / })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label") ?? ""));
  return labels.map((label) => label.replace("Expand ", ""));
};

test("the columns, and what a row says", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Rotterdam") });
  const key = await createKey(prisma, { name: uniqueName("columns"), group, maximum: 1200, used: 1080 });
  await signInAs("OWNER");
  await openKeys(page, key.name);
  const table = keysTable(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("App Connector Provisioning Keys");
  for (const name of [
    "Name",
    "Maximum # of App Connectors",
    "Provisioning key utilization count",
    "App Connector Group",
    "Provisioning Key",
    "Status",
    "Last used",
  ]) {
    await expect(table.getByRole("columnheader", { name, exact: true }), name).toBeVisible();
  }
  const row = rowOf(page, key.name);
  await expect(row).toContainText("1,200");
  await expect(row).toContainText("1,080");
  await expect(row).toContainText("90%");
  await expect(row.getByRole("meter")).toHaveAttribute("aria-valuetext", "1,080 of 1,200 uses");
  await expect(row).toContainText(group.name);
  await expect(row).toContainText("Active");
  await expect(row).toContainText("Never");
  await expect(row.locator("code")).toHaveText(/^1\|.*…|•/);
});

test("each header sorts, says so, and the address keeps it", async ({ page, signInAs }) => {
  const prefix = uniqueName("sorted");
  await createMany(prefix, 4);
  await signInAs("VIEWER");
  await openKeys(page, prefix);
  const up = [1, 2, 3, 4].map((n) => `${prefix}-0${n}`);
  const down = [...up].reverse();
  const columns = [
    { header: "Name", sort: "name", ascending: up },
    { header: "Maximum # of App Connectors", sort: "maximum", ascending: up },
    { header: "Provisioning key utilization count", sort: "used", ascending: down },
    { header: "Last used", sort: "lastUsed", ascending: up },
  ];
  for (const { header, sort, ascending } of columns) {
    const cell = keysTable(page).getByRole("columnheader", { name: header, exact: true });
    const seen = new Map<string, string[]>();
    for (let click = 0; click < 2; click += 1) {
      const before = await cell.getAttribute("aria-sort");
      await cell.getByRole("link").click();
      await expect(cell).not.toHaveAttribute("aria-sort", before ?? "none");
      await expect(cell).toHaveAttribute("aria-sort", /ascending|descending/);
      const direction = (await cell.getAttribute("aria-sort")) ?? "";
      await expect(page).toHaveURL(new RegExp(`sort=${direction === "ascending" ? sort : `-${sort}`}(&|$)`));
      seen.set(direction, await namesOf(page));
      await expect(keysTable(page).locator("th[aria-sort]")).toHaveCount(1);
    }
    expect(seen.get("ascending"), header).toEqual(ascending);
    expect(seen.get("descending"), header).toEqual([...ascending].reverse());
  }
  const group = keysTable(page).getByRole("columnheader", { name: "App Connector Group", exact: true });
  await group.getByRole("link").click();
  await expect(group).toHaveAttribute("aria-sort", "ascending");
  const address = page.url();
  await page.goto(address);
  await expect(group).toHaveAttribute("aria-sort", "ascending");
  expect(page.url()).toBe(address);
});

test("search takes % and _ for themselves, and the address follows", async ({ page, signInAs }) => {
  const prefix = uniqueName("find");
  const [underscore, hyphen] = [`${prefix}_x`, `${prefix}-x`];
  await createKey(prisma, { name: underscore, createdAt: new Date(LONG_AGO) });
  const other = await createKey(prisma, { name: hyphen, createdAt: new Date(LONG_AGO) });
  await signInAs("ADMIN");
  await page.goto("/provisioning-keys");
  const box = page.getByRole("searchbox", { name: SEARCH });
  await box.fill(prefix.toUpperCase());
  await expect(page).toHaveURL(/q=FIND/);
  await expect(keysTable(page).getByRole("button", { name: /^Expand / })).toHaveCount(2);
  await box.fill(underscore);
  await expect(rowOf(page, hyphen)).toHaveCount(0);
  await expect(rowOf(page, underscore)).toBeVisible();
  await box.fill(other.fingerprint);
  await expect(rowOf(page, hyphen)).toBeVisible();
  await expect(rowOf(page, underscore)).toHaveCount(0);
  await box.fill(`${prefix}%x`);
  await expect(page.getByRole("status").filter({ hasText: "No key matches" })).toContainText(`“${prefix}%x”`);
  await page.getByRole("button", { name: "Clear search" }).last().click();
  await expect(page).toHaveURL(/\/provisioning-keys$/);
  await expect(box).toHaveValue("");
  await expect(keysTable(page)).toBeVisible();
});

test("the search waits for an input method, and Enter and Escape act at once", async ({ page, context, signInAs }) => {
  const prefix = uniqueName("東京");
  await createKey(prisma, { name: prefix, createdAt: new Date(LONG_AGO) });
  await signInAs("VIEWER");
  await page.goto("/provisioning-keys");
  const box = page.getByRole("searchbox", { name: SEARCH });
  const asked: string[] = [];
  page.on("request", (request) => {
    const q = new URL(request.url()).searchParams.get("q");
    if (q !== null) asked.push(q);
  });
  await box.click();
  await page.clock.install();
  const keyboard = await context.newCDPSession(page);
  await keyboard.send("Input.imeSetComposition", { text: "と", selectionStart: 1, selectionEnd: 1 });
  await keyboard.send("Input.imeSetComposition", { text: "とうきょう", selectionStart: 5, selectionEnd: 5 });
  await expect(box).toHaveValue("とうきょう");
  await page.clock.runFor(1_000);
  expect(asked).toEqual([]);
  await page.clock.resume();
  await keyboard.send("Input.insertText", { text: prefix });
  await expect(page).toHaveURL(/q=/);
  await expect(rowOf(page, prefix)).toBeVisible();
  await expect(box).toHaveValue(prefix);
  expect(new Set(asked)).toEqual(new Set([prefix]));

  await box.press("Escape");
  await expect(box).toHaveValue("");
  await expect(page).toHaveURL(/\/provisioning-keys$/);
  await box.fill(`${prefix} x`);
  await box.press("Enter");
  await expect(page.getByText(/No key matches/)).toBeVisible();
  // What is typed on while the answer to a beginning arrives stays.
  const held: (() => void)[] = [];
  await page.route(
    (url) => url.searchParams.has("q"),
    async (route) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    },
  );
  await box.fill(prefix.slice(0, 4));
  await expect.poll(() => held.length).toBe(1);
  await box.fill(prefix);
  held.pop()?.();
  await expect.poll(() => held.length).toBe(1);
  held.pop()?.();
  await page.unrouteAll({ behavior: "wait" });
  await expect(rowOf(page, prefix)).toBeVisible();
  await expect(box).toHaveValue(prefix);
  await page.getByRole("button", { name: "Clear search" }).first().click();
  await expect(box).toBeFocused();
  await expect(page).toHaveURL(/\/provisioning-keys$/);
});

test("text that is no search of anything does no harm", async ({ page, signInAs }) => {
  await signInAs("VIEWER");
  for (const q of [
    `<img src=x onerror=alert(1)>${uniqueName("x")}`,
    `\u202e\u200b${uniqueName("rtl")}`,
    "'; DROP TABLE x;--",
    "\\%_",
  ]) {
    await openKeys(page, q);
    await expect(page.getByText(/No key matches/)).toBeVisible();
  }
  await page.goto(
    `/provisioning-keys?q=${"a".repeat(5_000)}&page=-1&perPage=7&sort=password&expanded=x,y&edit=1&delete=2`,
  );
  await expect(page.getByText(/No key matches/)).toBeVisible();
  await page.goto("/provisioning-keys?q=a&q=b&page=999999&sort=name&sort=-name");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("pages, rows per page, Back and Forward", async ({ page, signInAs }) => {
  const prefix = uniqueName("paged");
  await createMany(prefix, 26);
  await signInAs("VIEWER");
  await page.goto(`/provisioning-keys?q=${prefix}&sort=name`);
  const pages = page.getByRole("navigation", { name: "Pagination" });
  await expect(page.getByText("1–25 of 26")).toBeVisible();
  await expect(pages.getByRole("button", { name: "Previous page" })).toBeDisabled();
  await pages.getByRole("link", { name: "Next page" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByText("26–26 of 26")).toBeVisible();
  expect(await namesOf(page)).toEqual([`${prefix}-26`]);
  await page.getByLabel("Rows per page").selectOption("10");
  await expect(page).toHaveURL(/perPage=10/);
  await expect(page).not.toHaveURL(/page=2/);
  await expect(page.getByText("1–10 of 26")).toBeVisible();
  await pages.getByRole("link", { name: "Next page" }).click();
  await expect(page.getByText("11–20 of 26")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("1–10 of 26")).toBeVisible();
  await expect(page.getByLabel("Rows per page")).toHaveValue("10");
  await page.goBack();
  await expect(page.getByText("26–26 of 26")).toBeVisible();
  await expect(page.getByLabel("Rows per page")).toHaveValue("25");
  await page.goForward();
  await expect(page.getByText("1–10 of 26")).toBeVisible();
  await page.goto(`/provisioning-keys?q=${prefix}&sort=name&page=900`);
  await expect(page.getByText("26–26 of 26")).toBeVisible();
  await keysTable(page).getByRole("columnheader", { name: "Name", exact: true }).getByRole("link").click();
  await expect(page.getByText("1–25 of 26")).toBeVisible();
});

test("one row and all rows expand, and the address shows the same again", async ({ page, signInAs }) => {
  const prefix = uniqueName("open");
  const group = await createGroup(prisma);
  const key = await createKey(prisma, { name: `${prefix}-a`, group, allowList: ["203.0.113.0/24"] });
  await createKey(prisma, { name: `${prefix}-b`, group });
  await createConnector(prisma, key);
  await signInAs("VIEWER");
  await openKeys(page, prefix);
  const expander = page.getByRole("button", { name: `Expand ${prefix}-a` });
  await expect(expander).toHaveAttribute("aria-expanded", "false");
  await expander.click();
  await expect(expander).toHaveAttribute("aria-expanded", "true");
  await expect(page).toHaveURL(new RegExp(`expanded=${key.id}`));
  const details = page.locator(`#detail-${key.id}`);
  await expect(details.getByRole("heading", { name: "Signing certificate" })).toBeVisible();
  for (const text of [
    key.fingerprint,
    key.host,
    "Factory",
    "Connector",
    "203.0.113.0/24",
    "1 App Connector",
    "Never",
  ]) {
    await expect(details).toContainText(text);
  }
  // What the page links to from now on knows of the row.
  await keysTable(page).getByRole("columnheader", { name: "Name", exact: true }).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`expanded=${key.id}.*sort=name`));
  await expect(details).toContainText(key.fingerprint);
  const address = page.url();
  await page.goto("/audit-log");
  await page.goto(address);
  await expect(expander).toHaveAttribute("aria-expanded", "true");
  await expect(details).toContainText(key.fingerprint);
  await page.getByRole("button", { name: "Expand all" }).click();
  await expect(page).toHaveURL(/expanded=all/);
  await expect(keysTable(page).getByRole("heading", { name: "Signing certificate" })).toHaveCount(2);
  await expander.click();
  await expect(expander).toHaveAttribute("aria-expanded", "false");
  await expect(keysTable(page).getByRole("heading", { name: "Signing certificate" })).toHaveCount(1);
  await expander.click();
  await page.getByRole("button", { name: "Collapse all" }).click();
  await expect(keysTable(page).getByRole("heading", { name: "Signing certificate" })).toHaveCount(0);
  await expect(page).not.toHaveURL(/expanded/);
});

test.describe("when the details of a row do not come", () => {
  test.use({ expectedConsole: [/net::ERR_FAILED/] });
  test("the row says so, and they come at the next try", async ({ page, signInAs }) => {
    const key = await createKey(prisma, { name: uniqueName("lost") });
    await signInAs("VIEWER");
    await openKeys(page, key.name);
    const isAction = (request: { method: () => string }) => request.method() === "POST";
    await page.route("**/provisioning-keys?**", (route) =>
      isAction(route.request()) ? route.abort() : route.fallback(),
    );
    await page.getByRole("button", { name: `Expand ${key.name}` }).click();
    const details = page.locator(`#detail-${key.id}`);
    await expect(details.getByRole("alert")).toContainText("could not be loaded");
    await page.unroute("**/provisioning-keys?**");
    await details.getByRole("button", { name: "Try again" }).click();
    await expect(details).toContainText(key.fingerprint);
  });
});

test("Refresh shows what changed and keeps the view", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("moves"), maximum: 10 });
  await signInAs("VIEWER");
  await openKeys(page, key.name);
  const address = page.url();
  await expect(rowOf(page, key.name).getByRole("meter")).toHaveAttribute("aria-valuenow", "0");
  await createConnector(prisma, key);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(rowOf(page, key.name).getByRole("meter")).toHaveAttribute("aria-valuenow", "1");
  await expect(page.getByText("List refreshed")).toBeAttached();
  expect(page.url()).toBe(address);
});

test("an address opens the edit dialog, and one of a key that is gone says so", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("by-link") });
  await signInAs("ADMIN");
  await page.goto(`/provisioning-keys/${key.id}/edit`);
  await expect(page.getByRole("dialog", { name: `Edit ${key.name}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(`/provisioning-keys?delete=${crypto.randomUUID()}`);
  await expect(page.getByRole("dialog", { name: "This key cannot be deleted" })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).last().click();
  await expect(page).toHaveURL(/\/provisioning-keys$/);
});

test.describe("while its scripts have not loaded", () => {
  test.use({ expectedConsole: [/net::ERR_FAILED/] });
  test("links sort, expand and turn pages, and a form searches", async ({ page, signInAs }) => {
    const prefix = uniqueName("plain");
    await createMany(prefix, 11);
    await signInAs("OWNER");
    await page.route(/\/_next\/static\/.*\.js/, (route) => route.abort());
    await page.goto("/provisioning-keys?perPage=10&sort=name");
    await page.getByRole("searchbox", { name: SEARCH }).fill(prefix);
    await page.getByRole("searchbox", { name: SEARCH }).press("Enter");
    await expect(page.getByText("1–10 of 11")).toBeVisible();
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(rowOf(page, `${prefix}-11`)).toBeVisible();
    await keysTable(page).getByRole("columnheader", { name: "Name", exact: true }).getByRole("link").click();
    await expect(page.getByText("1–10 of 11")).toBeVisible();
    await page.getByRole("button", { name: `Expand ${prefix}-11` }).click();
    await expect(keysTable(page).getByRole("heading", { name: "Signing certificate" })).toBeVisible();
    await page
      .getByRole("button", { name: "Collapse all" })
      .or(page.getByRole("button", { name: "Expand all" }))
      .click();
    await expect(page).toHaveURL(/expanded=all/);
  });
});
