import type { Locator, Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createConnector, createKey } from "@/prisma/factories";
import { keysTable, openKeys, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const MAXIMUM = "Maximum # of App Connectors";
const VIEW_OR_EXPORT = "View or Export Provisioning Key After Creation";

async function openEdit(page: Page, name: string): Promise<Locator> {
  await rowOf(page, name)
    .getByRole("button", { name: `Edit ${name}` })
    .click();
  const dialog = page.getByRole("dialog", { name: `Edit ${name}` });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function save(dialog: Locator) {
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toHaveCount(0);
}

/** What the audit page says of one key, newest first: action and actor. */
async function auditOf(page: Page, name: string): Promise<string[]> {
  await page.goto("/audit-log");
  const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row").filter({ hasText: name });
  await expect(rows.first()).toBeVisible();
  return await rows.allTextContents();
}

test("raising, lowering and lifting the maximum, each undone or kept, each in the audit log", async ({
  page,
  signInAs,
}) => {
  const key = await createKey(prisma, { name: uniqueName("raised"), maximum: 10, used: 4 });
  const user = await signInAs("ADMIN");
  await openKeys(page, key.name);
  const row = rowOf(page, key.name);

  let dialog = await openEdit(page, key.name);
  await dialog.getByRole("button", { name: "+10", exact: true }).click();
  await expect(dialog.getByLabel(MAXIMUM)).toHaveValue("20");
  await expect(dialog).toContainText("was 10");
  await expect(dialog).toContainText("16 left");
  await save(dialog);
  await expect(page.getByText("Maximum raised to 20")).toBeVisible();
  await expect(row.getByRole("meter")).toHaveAttribute("aria-valuemax", "20");

  dialog = await openEdit(page, key.name);
  await dialog.getByLabel(MAXIMUM).fill("3");
  await expect(dialog).toContainText("4 are used, 1 more than that: the key will be Exhausted.");
  await save(dialog);
  await expect(page.getByText("Maximum lowered to 3")).toBeVisible();
  await expect(row).toContainText("Exhausted");
  await expect(row.getByRole("button", { name: `Copy provisioning key ${key.name}` })).toBeDisabled();
  await page
    .getByRole("listitem")
    .filter({ hasText: "Maximum lowered to 3" })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(page.getByText(`${key.name} is as it was`)).toBeVisible();
  await expect(row).toContainText("Active");
  await expect(row.getByRole("meter")).toHaveAttribute("aria-valuemax", "20");

  dialog = await openEdit(page, key.name);
  await dialog.getByRole("checkbox", { name: "Unlimited" }).click();
  await save(dialog);
  await expect(page.getByText("Maximum is now Unlimited")).toBeVisible();
  await expect(row).toContainText("No limit");

  const audit = await auditOf(page, key.name);
  // Raising is an event of its own beside the edit that did it.
  expect(audit).toHaveLength(7);
  expect(audit.every((text) => text.includes(user.name))).toBe(true);
  expect(audit.filter((text) => text.includes("Maximum raised"))).toHaveLength(3);
  expect(audit.filter((text) => text.includes("Key edited"))).toHaveLength(4);
});

test("every other field is kept as it was edited", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("fields") });
  const renamed = uniqueName("renamed");
  await signInAs("OWNER");
  await openKeys(page, key.name);
  const dialog = await openEdit(page, key.name);
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(renamed);
  await dialog.getByRole("combobox", { name: "Signing certificate" }).click();
  await page.getByRole("option", { name: /^Client/ }).click();
  await dialog.getByLabel("Allow list").fill("2001:db8::/32\n203.0.113.7");
  await dialog.getByLabel("Expiry", { exact: true }).fill("2199-12-31T23:59");
  await dialog.getByRole("switch", { name: "Enabled" }).click();
  await save(dialog);
  await openKeys(page, renamed);
  await expect(rowOf(page, renamed)).toContainText("Disabled");
  await page.getByRole("button", { name: `Expand ${renamed}` }).click();
  const details = page.locator(`#detail-${key.id}`);
  for (const text of ["Client", "2001:db8::/32", "203.0.113.7/32", "2199"]) await expect(details).toContainText(text);
});

test("bad values stay at their fields with what was typed", async ({ page, signInAs }) => {
  const other = await createKey(prisma, { name: uniqueName("other") });
  const key = await createKey(prisma, { name: uniqueName("bad-edit") });
  await signInAs("ADMIN");
  await openKeys(page, key.name);
  const dialog = await openEdit(page, key.name);
  const name = dialog.getByRole("textbox", { name: "Name", exact: true });
  await dialog.getByLabel(MAXIMUM).fill("1e3");
  await name.fill(other.name);
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog.getByLabel(MAXIMUM)).toHaveAccessibleDescription(/whole number/);
  await expect(dialog.getByLabel(MAXIMUM)).toBeFocused();
  await dialog.getByLabel(MAXIMUM).fill("9");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(name).toBeFocused();
  await expect(name).toHaveValue(other.name);
  await expect(dialog.getByLabel(MAXIMUM)).toHaveValue("9");
  await page.mouse.click(5, 5);
  await expect(dialog).toBeVisible();
  expect(
    await prisma.provisioningKey.findUnique({ where: { id: key.id }, select: { version: true, maximum: true } }),
  ).toEqual({
    version: key.version,
    maximum: key.maximum,
  });
});

test("turning View or Export off asks, and erases the key", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("erased") });
  const user = await signInAs("ADMIN");
  await openKeys(page, key.name);
  const dialog = await openEdit(page, key.name);
  await dialog.getByRole("switch", { name: VIEW_OR_EXPORT }).click();
  await expect(dialog).toContainText("Saving erases the stored key.");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog.getByRole("checkbox", { name: "Hide this key for good" })).toBeFocused();
  await expect(dialog.getByRole("checkbox", { name: "Hide this key for good" })).toHaveAccessibleDescription(/Confirm/);
  await dialog.getByRole("checkbox", { name: "Hide this key for good" }).click();
  await save(dialog);
  await expect(page.getByText(`${key.name} is hidden for good`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  const row = rowOf(page, key.name);
  await expect(row.getByRole("button", { name: `Copy provisioning key ${key.name}` })).toHaveCount(0);
  await expect(row.locator("code")).toHaveCount(0);
  const secrets = await prisma.provisioningKeySecret.findMany({ where: { keyId: key.id } });
  expect(secrets.map(({ ciphertext }) => ciphertext)).toEqual([null]);
  const again = await openEdit(page, key.name);
  await expect(again.getByRole("switch", { name: VIEW_OR_EXPORT })).toBeDisabled();
  await page.keyboard.press("Escape");
  const [newest] = await auditOf(page, key.name);
  expect(newest).toContain("Key hidden for good");
  expect(newest).toContain(user.name);
});

test("two people at once: the second is told who changed what, and chooses", async ({
  page,
  browser,
  signInAs,
  guardConsole,
}) => {
  const key = await createKey(prisma, { name: uniqueName("both"), maximum: 10 });
  await signInAs("ADMIN");
  const context = await browser.newContext();
  const secondTab = await context.newPage();
  guardConsole(secondTab);
  const first = await signInAs("OWNER", context);
  await openKeys(page, key.name);
  await openKeys(secondTab, key.name);
  const mine = await openEdit(page, key.name);
  const theirs = await openEdit(secondTab, key.name);
  await theirs.getByLabel(MAXIMUM).fill("20");
  await theirs.getByLabel("Allow list").fill("10.0.0.0/8");
  await save(theirs);
  await context.close();

  await mine.getByLabel(MAXIMUM).fill("30");
  const renamed = uniqueName("both-renamed");
  await mine.getByRole("textbox", { name: "Name", exact: true }).fill(renamed);
  await mine.getByRole("button", { name: "Save changes" }).click();
  const alert = mine.getByRole("alert").first();
  await expect(alert).toContainText(`${first.name} saved this key`);
  await expect(alert).toBeFocused();
  const choice = alert.getByRole("radiogroup", { name: "Maximum" });
  await expect(choice.getByRole("radio", { name: "Saved now: 20" })).toBeVisible();
  await expect(choice.getByRole("radio", { name: "Yours: 30" })).toBeVisible();
  await expect(alert).toContainText("10.0.0.0/8");
  await expect(mine.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(renamed);
  await mine.getByRole("button", { name: /^Save over version/ }).click();
  await expect(alert).toContainText("Choose one of the two values");
  await choice.getByRole("radio", { name: "Yours: 30" }).click();
  await expect(mine.getByLabel(MAXIMUM)).toHaveValue("30");
  await mine.getByRole("button", { name: /^Save over version/ }).click();
  await expect(mine).toHaveCount(0);
  const saved = await prisma.provisioningKey.findUnique({
    where: { id: key.id },
    select: { name: true, maximum: true, allowList: true },
  });
  expect(saved).toEqual({ name: renamed, maximum: 30, allowList: ["10.0.0.0/8"] });
});

test("deleting says what happens, leaves connectors, and can be undone", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("deleted"), maximum: 10 });
  await createConnector(prisma, key);
  await createConnector(prisma, key);
  const user = await signInAs("ADMIN");
  await openKeys(page, key.name);
  await rowOf(page, key.name)
    .getByRole("button", { name: `Delete ${key.name}` })
    .click();
  const dialog = page.getByRole("alertdialog", { name: `Delete ${key.name}?` });
  await expect(dialog).toContainText("No App Connector can enroll with this key from that moment on.");
  await expect(dialog).toContainText("2 App Connectors enrolled with it (2 active) and will keep working.");
  await expect(dialog).toContainText("It can be restored for 30 days with its count unchanged.");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(rowOf(page, key.name)).toBeVisible();

  await rowOf(page, key.name)
    .getByRole("button", { name: `Delete ${key.name}` })
    .click();
  await dialog.getByRole("button", { name: `Delete ${key.name}` }).click();
  await expect(page.getByText(`${key.name} deleted`)).toBeVisible();
  await expect(rowOf(page, key.name)).toHaveCount(0);
  expect(await prisma.connector.count({ where: { keyId: key.id, revokedAt: null } })).toBe(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`${key.name} restored`)).toBeVisible();
  await expect(rowOf(page, key.name).getByRole("meter")).toHaveAttribute("aria-valuenow", "2");
  const audit = await auditOf(page, key.name);
  expect(audit).toHaveLength(2);
  expect(audit[0]).toContain("Key restored");
  expect(audit[1]).toContain("Key deleted");
  expect(audit.every((text) => text.includes(user.name))).toBe(true);
});

test("revoking the connectors of a deleted key is a choice of its own", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("revoked"), maximum: 10 });
  const connector = await createConnector(prisma, key);
  await signInAs("OWNER");
  await page.goto(`/provisioning-keys?delete=${key.id}`);
  const dialog = page.getByRole("alertdialog", { name: `Delete ${key.name}?` });
  const choice = dialog.getByRole("checkbox", { name: "Also revoke the 1 App Connector that enrolled with it" });
  await expect(choice).not.toBeChecked();
  await choice.click();
  await expect(dialog).toContainText("will lose access");
  await dialog.getByRole("button", { name: `Delete ${key.name}` }).click();
  await expect(page.getByText("1 App Connector revoked.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  const after = await prisma.connector.findUnique({
    where: { id: connector.id },
    select: { revokedAt: true, certificates: { select: { revokedAt: true } } },
  });
  expect(after?.revokedAt).not.toBeNull();
  expect(after?.certificates.every(({ revokedAt }) => revokedAt !== null)).toBe(true);
});

test("deleting a key that changed meanwhile is refused in words", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("stale") });
  await signInAs("ADMIN");
  await openKeys(page, key.name);
  await rowOf(page, key.name)
    .getByRole("button", { name: `Delete ${key.name}` })
    .click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toBeVisible();
  await prisma.provisioningKey.update({
    where: { id: key.id },
    data: { version: { increment: 1 }, updatedByName: "Ana" },
  });
  await dialog.getByRole("button", { name: `Delete ${key.name}` }).click();
  await expect(dialog.getByRole("alert")).toContainText(/changed/i);
  await page.keyboard.press("Escape");
  await expect(keysTable(page)).toContainText(key.name);
});
