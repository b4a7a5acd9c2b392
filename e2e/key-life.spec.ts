import { prisma } from "@/lib/db";
import { createConnector, createKey } from "@/prisma/factories";
import { findBarriersInThemes } from "./support/barriers";
import { uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

test("a key is rotated: the new string once, the old one until its grace period ends", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("rotated"), maximum: 60, viewOrExport: false });
  await createConnector(prisma, key);
  await signInAs("ADMIN");
  await page.goto(`/provisioning-keys?q=${key.name}&rotate=${key.id}`);
  const dialog = page.getByRole("dialog", { name: `Rotate ${key.name}?` });
  await expect(dialog).toContainText("The count goes on from 1 of 60.");
  await expect(dialog.getByRole("radio", { name: "24 hours" })).toBeChecked();
  expect(await findBarriersInThemes(page)).toEqual([]);
  await dialog.getByRole("radio", { name: "7 days" }).click();
  await dialog.getByRole("button", { name: "Rotate key" }).click();

  const shown = page.getByRole("alertdialog", { name: `${key.name} rotated` });
  await expect(shown).toContainText("The old one works until");
  const text = (await shown.getByRole("region", { name: "Provisioning key" }).locator("code").textContent()) ?? "";
  expect(text).toMatch(/^1\|[^|]+\|[A-Za-z0-9+/]{114}==$/);
  expect(await findBarriersInThemes(page)).toEqual([]);
  // Esc does not lose a string that is shown this once.
  await page.keyboard.press("Escape");
  await expect(shown).toBeVisible();
  await expect(shown.getByRole("button", { name: "Done" })).toBeDisabled();
  await shown.getByRole("checkbox", { name: "I have stored this key in a safe place" }).click();
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(shown).toHaveCount(0);
  expect(page.url()).not.toContain("rotate=");

  await page.goto(`/provisioning-keys/${key.id}?rotate=${key.id}`);
  await expect(dialog).toContainText("A rotation is still in its grace period.");
  await expect(dialog).toContainText(key.fingerprint);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const strings = page.getByRole("region", { name: "Strings of a rotation" });
  await expect(strings).toContainText("Nobody has used it since it was replaced.");
  await strings.getByRole("button", { name: "End grace period…" }).click();
  const ending = page.getByRole("alertdialog", { name: `End the grace period of ${key.name}?` });
  await ending.getByRole("button", { name: "End grace period", exact: true }).click();
  await expect(page.getByText(`The old string of ${key.name} is refused from now on`)).toBeVisible();
  await expect(strings).toHaveCount(0);

  await page.getByRole("button", { name: `Rotate ${key.name}` }).click();
  await dialog.getByRole("radio", { name: "Not at all" }).click();
  await dialog.getByRole("button", { name: "Rotate and refuse the old" }).click();
  await expect(shown).toContainText("Enrollments with the old one are refused.");
});

test("everything a key made is revoked after a dry run; who enrolled meanwhile makes it ask again", async ({
  page,
  signInAs,
}) => {
  const key = await createKey(prisma, { name: uniqueName("leaked"), maximum: 60 });
  await createConnector(prisma, key, { lastSeenAt: new Date() });
  const second = await createConnector(prisma, key, { state: "PENDING" });
  await signInAs("ADMIN");
  await page.goto(`/provisioning-keys?q=${key.name}&revoke=${key.id}`);
  const dialog = page.getByRole("alertdialog", { name: `Revoke everything ${key.name} made?` });
  await expect(dialog).toContainText("App Connectors2");
  await expect(dialog).toContainText(second.name);
  expect(await findBarriersInThemes(page)).toEqual([]);
  await createConnector(prisma, key);
  await dialog.getByRole("button", { name: "Revoke 2 App Connectors" }).click();
  await expect(dialog.getByRole("alert")).toContainText("3 would be revoked now. Nothing was done; look again.");
  await dialog.getByRole("button", { name: "Revoke 3 App Connectors" }).click();
  await expect(page.getByText("3 App Connectors revoked")).toBeVisible();
  await expect(dialog).toHaveCount(0);
  const left = await prisma.connector.count({ where: { keyId: key.id, revokedAt: null } });
  const { enabled } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } });
  expect([left, enabled]).toEqual([0, false]);
});

test("a deleted key is found, and restored under another name since its own is taken", async ({ page, signInAs }) => {
  const name = uniqueName("restored");
  const key = await createKey(prisma, { name, maximum: 40, deletedAt: new Date(Date.now() - 2 * 86_400_000) });
  await createConnector(prisma, key);
  await createKey(prisma, { name });
  await signInAs("ADMIN");
  await page.goto("/provisioning-keys");
  await page.getByRole("link", { name: "Deleted keys" }).click();
  const table = page.getByRole("table", { name: "Deleted provisioning keys" });
  const row = table.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("1 / 40");
  await expect(row).toContainText("in 27 days");
  await expect(row.getByRole("button", { name: `Revoke everything ${name} made` })).toBeVisible();
  expect(await findBarriersInThemes(page)).toEqual([]);
  await row.getByRole("button", { name: `Restore ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Restore ${name}?` });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await dialog.getByRole("button", { name: "Restore key" }).click();
  await expect(dialog).toContainText("Another provisioning key has this name.");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue(name);
  expect(await findBarriersInThemes(page)).toEqual([]);
  await dialog.getByRole("textbox", { name: "Name" }).fill(`${name}-back`);
  await dialog.getByRole("button", { name: "Restore key" }).click();
  await expect(page.getByText(`${name}-back restored`)).toBeVisible();
  await expect(row).toHaveCount(0);
  const restored = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } });
  expect([restored.deletedAt, restored.used]).toEqual([null, 1]);
});
