import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createKey } from "@/prisma/factories";
import { findBarriersInThemes } from "./support/barriers";
import { bar } from "./support/filters";
import { keysTable, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const LONG_AGO = new Date("2020-01-01T00:00:00Z");
const footer = (page: Page) => page.locator("footer").filter({ hasText: "Rows" });
const turn = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
const notice = (page: Page) => page.getByRole("status").filter({ hasText: "Part of the address was left out." });

/** Keys named prefix-00001 and so on, of a past year, in one statement. */
async function createMany(prefix: string, count: number): Promise<void> {
  const { id } = await createKey(prisma, { name: `${prefix}-00001`, maximum: 1, createdAt: LONG_AGO });
  await prisma.$executeRaw`
    WITH made AS (
      INSERT INTO provisioning_keys (name, name_key, maximum, group_id, group_name, group_name_key, group_enabled,
        signing_certificate_id, fingerprints, created_by_name, created_at)
      SELECT named.text, named.text, n, group_id, group_name, group_name_key, group_enabled, signing_certificate_id,
        '0123456789abcdef', 'Factory', created_at
      FROM provisioning_keys k, generate_series(2, ${count}::int) AS n,
        LATERAL (SELECT ${prefix} || '-' || lpad(n::text, 5, '0') AS text) AS named
      WHERE k.id = ${id}::uuid
      RETURNING id
    )
    INSERT INTO provisioning_key_secrets (id, key_id, digest, host, fingerprint, mask)
    SELECT gen_random_uuid(), id, sha256(id::text::bytea), 'h', '0123456789abcdef', '1|h|AQID…Xy==' FROM made`;
}

test("pages have numbers up to row 10,000 and neighbours beyond it", async ({ page, signInAs }) => {
  const prefix = uniqueName("deep");
  await createMany(prefix, 10_060);
  const named = (n: number) => rowOf(page, `${prefix}-${String(n).padStart(5, "0")}`);
  const view = `filter=name:starts:${prefix}&sort=name&perPage=100`;
  try {
    await signInAs("VIEWER");
    await page.goto(`/provisioning-keys?${view}&page=100`);
    await expect(footer(page)).toContainText(/9,901–10,000 of about 1\d,000/);
    await expect(page.getByText(/^about 1\d,000 of about [\d,]+ keys$/)).toBeVisible();

    await turn(page, "Next page").click();
    await expect(footer(page)).toContainText("Last 60 of about");
    await expect(page).toHaveURL(/cursor=/);
    expect(new URL(page.url()).searchParams.has("page")).toBe(false);
    await expect(named(10_001)).toBeVisible();
    await expect(footer(page).getByRole("button", { name: "Last page" })).toBeDisabled();
    await page.reload();
    await expect(named(10_001)).toBeVisible();
    await expect(footer(page).getByLabel("Page", { exact: true })).toHaveValue("");

    await turn(page, "Previous page").click();
    await expect(footer(page).getByText(/^100 of about/)).toBeVisible();
    await expect(named(9_901)).toBeVisible();
    await page.goBack();
    await expect(named(10_001)).toBeVisible();

    await turn(page, "First page").click();
    await expect(footer(page)).toContainText("1–100 of about");
    await turn(page, "Last page").click();
    await expect(footer(page)).toContainText("Last 100 of about");
    await expect(named(9_961)).toBeVisible();
    await expect(named(10_060)).toHaveCount(1);

    const number = footer(page).getByLabel("Page", { exact: true });
    await number.fill("7");
    await number.press("Enter");
    await expect(footer(page)).toContainText("601–700 of about");
    await expect(number).toBeFocused();
    await number.fill("5,000");
    await number.press("Enter");
    await expect(page).toHaveURL(/page=100(&|$)/);
    await expect(number).toHaveValue("100");
    await number.fill("none");
    await number.press("Enter");
    await expect(number).toHaveValue("100");

    await turn(page, "Next page").click();
    await expect(named(10_001)).toBeVisible();
    await keysTable(page).getByRole("columnheader", { name: "Name", exact: true }).getByRole("link").click();
    await expect(named(10_060)).toBeVisible();
    await expect(footer(page)).toContainText("1–100 of about");
    expect(new URL(page.url()).searchParams.has("cursor")).toBe(false);
  } finally {
    await prisma.provisioningKey.deleteMany({ where: { name: { startsWith: `${prefix}-` } } });
  }
});

test("a page that is gone is the last one, and only what makes no sense is named", async ({ page, signInAs }) => {
  const prefix = uniqueName("gone");
  await createMany(prefix, 26);
  await signInAs("VIEWER");
  for (const beyond of ["9", "10001", "900000000"]) {
    await page.goto(`/provisioning-keys?q=${prefix}&sort=name&page=${beyond}`);
    await expect(footer(page)).toContainText("26–26 of 26");
    await expect(footer(page).getByLabel("Page", { exact: true })).toHaveValue("2");
    await expect(notice(page)).toHaveCount(0);
  }
  await turn(page, "Previous page").click();
  await expect(footer(page)).toContainText("1–25 of 26");

  await page.goto(`/provisioning-keys?q=${prefix}&sort=secret&page=-1&perPage=7`);
  await expect(footer(page)).toContainText("1–25 of 26");
  await expect(notice(page)).toContainText("sort=secret: there is no such order.");
  await expect(notice(page)).toContainText("page=-1: it is not the number of a page.");
  await expect(notice(page)).toContainText("perPage=7: a page has 10, 25, 50 or 100 rows.");
  await page.goto(`/provisioning-keys?q=${prefix}&cursor=${encodeURIComponent("<x>")}`);
  await expect(notice(page)).toContainText("cursor=<x>: it is not a place in this list.");
  const ofAnotherOrder = Buffer.from(JSON.stringify(["after", "used", 5, crypto.randomUUID()])).toString("base64url");
  await page.goto(`/provisioning-keys?q=${prefix}&sort=name&cursor=${ofAnotherOrder}`);
  await expect(page.getByText("The place the address names is no longer in this list.")).toBeVisible();
  await expect(footer(page)).toContainText("1–25 of 26");
});

test("a link shows the same view to somebody else, and Back and Forward lead through it", async ({
  page,
  browser,
  signInAs,
  guardConsole,
}) => {
  const prefix = uniqueName("link");
  await createMany(prefix, 30);
  await signInAs("ADMIN");
  await page.goto(`/provisioning-keys?q=${prefix}`);
  const table = (where: Page) => keysTable(where).getByRole("columnheader", { name: "Name", exact: true });
  await table(page).getByRole("link").click();
  await expect(table(page)).toHaveAttribute("aria-sort", "ascending");
  await page.goto(`${page.url()}&filter=maximum:gte:6`);
  await page.getByLabel("Rows per page").selectOption("10");
  await expect(footer(page)).toContainText("1–10 of 25");
  await turn(page, "Next page").click();
  await expect(footer(page)).toContainText("11–20 of 25");
  await page.getByRole("button", { name: `Expand ${prefix}-00016`, exact: true }).click();
  await expect(page).toHaveURL(/expanded=/);
  await page.getByRole("button", { name: `Edit ${prefix}-00017`, exact: true }).click();
  await expect(page.getByRole("dialog", { name: `Edit ${prefix}-00017` })).toBeVisible();
  await expect(page).toHaveURL(/edit=/);
  const address = page.url();

  const other = await browser.newContext();
  await signInAs("OWNER", other);
  const theirs = await other.newPage();
  guardConsole(theirs);
  const shows = async (where: Page, dialog: boolean) => {
    await expect(where.getByRole("dialog", { name: `Edit ${prefix}-00017` })).toHaveCount(dialog ? 1 : 0);
    const hidden = dialog ? ({ includeHidden: true } as const) : {};
    await expect(where.getByRole("columnheader", { name: "Name", exact: true, ...hidden })).toHaveAttribute(
      "aria-sort",
      "ascending",
    );
    await expect(where.getByText("11–20 of 25")).toBeVisible();
    await expect(where.getByLabel("Rows per page")).toHaveValue("10");
    await expect(where.getByRole("searchbox", { ...hidden }).first()).toHaveValue(prefix);
    await expect(where.getByRole("button", { name: `Expand ${prefix}-00016`, exact: true, ...hidden })).toHaveAttribute(
      "aria-expanded",
      "true",
    );
    await expect(where.getByText(/^Maximum # of App Connectors$/).first()).toBeVisible();
  };
  await theirs.goto(address);
  await shows(theirs, true);
  await theirs.keyboard.press("Escape");
  await shows(theirs, false);
  await expect(bar(theirs).getByRole("group", { name: "Filter Maximum # of App Connectors ≥ 6" })).toBeVisible();
  await other.close();

  await page.goBack();
  await shows(page, false);
  await page.goBack();
  await expect(footer(page)).toContainText("1–10 of 25");
  await page.goForward();
  await shows(page, false);
  await page.goForward();
  await shows(page, true);
});

test("the footer fits and has no serious barrier, light and dark, wide and narrow", async ({ page, signInAs }) => {
  const prefix = uniqueName("foot");
  await createMany(prefix, 60);
  await signInAs("VIEWER");
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/provisioning-keys?q=${prefix}&sort=name&perPage=10&page=3`);
    await expect(footer(page)).toContainText("21–30 of 60");
    for (const name of ["First page", "Previous page", "Next page", "Last page"]) {
      const box = await turn(page, name).boundingBox();
      const least = width === 390 ? 40 : 24;
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(least);
      await expect(turn(page, name)).toBeInViewport({ ratio: 1 });
    }
    await expect(page.getByLabel("Rows per page")).toBeInViewport({ ratio: 1 });
    await expect(footer(page).getByLabel("Page", { exact: true })).toBeInViewport({ ratio: 1 });
    expect(await findBarriersInThemes(page, { part: "footer" })).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  await page.getByLabel("Rows per page").selectOption("50");
  await expect(footer(page)).toContainText("1–50 of 60");
});
