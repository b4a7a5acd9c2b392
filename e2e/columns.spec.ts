import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createGroup, createKey } from "@/prisma/factories";
import { keysTable, openKeys, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const OWN = [
  "Name",
  "Maximum # of App Connectors",
  "Provisioning key utilization count",
  "App Connector Group",
  "Provisioning Key",
  "Status",
  "Last used",
];

/** The headers a person sees, in their order. */
async function headersOf(page: Page): Promise<string[]> {
  const labels = await keysTable(page)
    .getByRole("columnheader")
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("aria-label") ?? ""));
  return labels.filter((label) => label !== "");
}

/** Waits for the request that stores the layout; call it before what causes it. */
const stored = (page: Page) =>
  page.waitForResponse((response) => response.request().method() === "POST" && response.ok());

test("columns are shown, hidden and moved, kept for the person, and right in the first answer", async ({
  page,
  signInAs,
}) => {
  const key = await createKey(prisma, { name: uniqueName("arranged") });
  await signInAs("ADMIN");
  await openKeys(page, key.name);
  await expect(rowOf(page, key.name)).toBeVisible();
  expect(await headersOf(page)).toEqual(OWN);

  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByRole("checkbox", { name: "Fingerprint" }).click();
  await page.getByRole("checkbox", { name: "Maximum # of App Connectors" }).click();
  await expect(page.getByRole("checkbox", { name: "Name" })).toHaveCount(0);
  const handle = page.getByRole("button", { name: "Move Status" });
  await handle.focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Status would be column 6 of 13.")).toBeAttached();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByText("Status would be column 5 of 13.")).toBeAttached();
  await page.keyboard.press("Space");
  const arranged = [
    "Name",
    "Provisioning key utilization count",
    "App Connector Group",
    "Status",
    "Provisioning Key",
    "Last used",
    "Fingerprint",
  ];
  await expect.poll(() => headersOf(page)).toEqual(arranged);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Columns", exact: true })).toBeFocused();

  // The answer itself, before any script of ours has run: nothing moves under the eye afterwards. Each of the changes is kept
  // by a request of its own; the last one may still be under way.
  const readHeads = async () => {
    const answer = await (await page.request.get(page.url())).text();
    const heads = [...answer.matchAll(/<th [^>]*aria-label="([^"]+)"/g)].map(([, label]) => label);
    return heads.slice(-arranged.length);
  };
  await expect.poll(readHeads).toEqual(arranged);

  await page.reload();
  await expect(rowOf(page, key.name)).toBeVisible();
  expect(await headersOf(page)).toEqual(arranged);
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  const reset = stored(page);
  await page.getByRole("button", { name: "Reset columns" }).click();
  await reset;
  expect(await headersOf(page)).toEqual(OWN);
});

test("a column is moved by its handle, resized at its border, and rows change their height", async ({
  page,
  signInAs,
}) => {
  const key = await createKey(prisma, { name: uniqueName("resized") });
  await signInAs("ADMIN");
  await openKeys(page, key.name);
  await expect(page.getByText(/^Live$/)).toBeVisible();
  const header = keysTable(page).getByRole("columnheader", { name: "App Connector Group", exact: true });
  const edge = page.getByRole("separator", { name: "Width of App Connector Group" });
  const width = async () => (await header.boundingBox())?.width ?? 0;
  const before = await width();
  const box = await edge.boundingBox();
  if (!box) throw new Error("the border cannot be seen");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 4 });
  const dragged = stored(page);
  await page.mouse.up();
  await dragged;
  expect(await width()).toBeCloseTo(before + 60, 0);
  await edge.focus();
  const narrowed = stored(page);
  await page.keyboard.press("ArrowLeft");
  await narrowed;
  expect(await width()).toBeCloseTo(before + 44, 0);

  const row = rowOf(page, key.name);
  const height = async () => (await row.boundingBox())?.height ?? 0;
  expect(await height()).toBeCloseTo(36, 0);
  await page.getByRole("button", { name: "Density" }).click();
  const denser = stored(page);
  await page.getByRole("menuitemradio", { name: "Compact" }).click();
  await denser;
  expect(await height()).toBeCloseTo(32, 0);

  await page.getByRole("button", { name: "Columns", exact: true }).click();
  const from = await page.getByRole("button", { name: "Move Last used" }).boundingBox();
  const to = await page.getByRole("button", { name: "Move Maximum # of App Connectors" }).boundingBox();
  if (!from || !to) throw new Error("the handles cannot be seen");
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 8, to.y + 6, { steps: 12 });
  const moved = stored(page);
  await page.mouse.up();
  await moved;
  expect((await headersOf(page)).slice(0, 2)).toEqual(["Name", "Last used"]);

  await page.reload();
  await expect(row).toBeVisible();
  expect(await width()).toBeCloseTo(before + 44, 0);
  expect(await height()).toBeCloseTo(32, 0);
});

test("what was chosen but could not be kept is said, and stays until the page is loaded again", async ({
  page,
  signInAs,
  expectedConsole,
}) => {
  expectedConsole.push(/net::ERR_FAILED/);
  const key = await createKey(prisma, { name: uniqueName("unkept") });
  await signInAs("ADMIN");
  await openKeys(page, key.name);
  await expect(rowOf(page, key.name)).toBeVisible();
  await page.route("**/provisioning-keys**", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByRole("checkbox", { name: "Created by" }).click();
  await expect(page.getByText("The columns were not saved")).toBeVisible();
  expect(await headersOf(page)).toContain("Created by");
});

test("rows are reached, expanded, selected and worked on by keys, as one stop of Tab", async ({
  page,
  context,
  signInAs,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const prefix = uniqueName("by-key");
  const group = await createGroup(prisma);
  for (const [index, suffix] of ["c", "b", "a"].entries()) {
    const createdAt = new Date(Date.now() - (3 - index) * 60_000);
    await createKey(prisma, { name: `${prefix}-${suffix}`, group, createdAt });
  }
  const [first, second, third] = ["a", "b", "c"].map((suffix) => rowOf(page, `${prefix}-${suffix}`));
  if (!first || !second || !third) throw new Error("three rows are needed");
  await signInAs("ADMIN");
  await openKeys(page, prefix);
  await expect(page.getByText(/^Live$/)).toBeVisible();
  await first.focus();
  await page.keyboard.press("j");
  await expect(second).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(third).toBeFocused();
  await page.keyboard.press("Home");
  await expect(first).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Signing certificate" })).toBeVisible();
  await expect(page).toHaveURL(/expanded=/);
  await page.keyboard.press("e");
  await expect(page.getByRole("heading", { name: "Signing certificate" })).toHaveCount(0);
  await page.keyboard.press("Shift+E");
  await expect(page.getByRole("heading", { name: "Signing certificate" })).toHaveCount(3);
  await page.keyboard.press("Shift+E");
  await expect(page.getByRole("heading", { name: "Signing certificate" })).toHaveCount(0);

  const box = (suffix: string) => page.getByRole("checkbox", { name: `Select ${prefix}-${suffix}` });
  await page.keyboard.press("Space");
  await expect(box("a")).toBeChecked();
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Space");
  await expect(box("b")).toBeChecked();
  await expect(box("c")).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(box("b")).not.toBeChecked();
  await expect(third).toBeFocused();

  await page.keyboard.press("c");
  await expect(page.getByText(`Provisioning key ${prefix}-c copied`)).toBeVisible();
  await page.keyboard.press("l");
  await expect(page.getByRole("dialog", { name: `Edit ${prefix}-c` })).toBeVisible();
  await expect(page.getByRole("spinbutton", { name: "Maximum # of App Connectors" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await first.focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("alertdialog", { name: `Delete ${prefix}-a?` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);

  // Of three rows only the one that had the focus last, and its controls, are stops.
  await second.focus();
  const stops = await keysTable(page)
    .locator("tbody tr[data-row]")
    .evaluateAll((rows) =>
      rows.map(
        (row) =>
          [row, ...row.querySelectorAll("a[href],button")].filter(
            (stop) => stop instanceof HTMLElement && stop.tabIndex === 0,
          ).length,
      ),
    );
  expect(stops.map((count) => count > 0)).toEqual([false, true, false]);
});

test("export gives every row of the view in its order, without key strings", async ({ page, signInAs }) => {
  const prefix = uniqueName("export");
  for (let index = 0; index < 12; index += 1) await createKey(prisma, { name: `${prefix}-${index}`, used: index });
  await signInAs("VIEWER");
  await page.goto(`/provisioning-keys?q=${prefix}&sort=-used&perPage=10&filter=used:gte:2`);
  await expect(page.getByText(/^Live$/)).toBeVisible();
  const shown = await keysTable(page).locator("tbody tr[data-row]").count();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const csv = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  const lines = readFileSync(await (await csv).path(), "utf8")
    .trim()
    .split("\r\n");
  expect((await csv).suggestedFilename()).toMatch(/^provisioning-keys-\d{4}-\d\d-\d\d\.csv$/);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const jsonl = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /JSON Lines/ }).click();
  const objects = readFileSync(await (await jsonl).path(), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(objects.length).toBe(lines.length - 1);
  expect(objects.length).toBeGreaterThanOrEqual(shown);
  expect(objects[0].name).toBe(`${prefix}-11`);
  expect(JSON.stringify(objects)).not.toContain("1|");
});
