import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

export const MAXIMUM = "Maximum # of App Connectors";
export const VIEW_OR_EXPORT = "View or Export Provisioning Key After Creation";

export const nameField = (page: Page) => page.getByRole("textbox", { name: "Name", exact: true });
export const groupField = (page: Page) => page.getByRole("combobox", { name: "App Connector Group" });
export const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** Waits for a step; its heading has the focus when it was gone to. */
export async function expectStep(page: Page, step: number, title: string): Promise<void> {
  await expect(page.getByText(`Step ${step} of 6`, { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible();
}

export async function chooseGroup(page: Page, name: string): Promise<void> {
  await groupField(page).fill(name);
  await page.getByRole("option", { name }).click();
  await expect(groupField(page)).toHaveValue(name);
}

/** From anywhere to step 4 of a new key, whose group exists (`group`) or is added (`newGroup`). */
export async function openKeyStep(page: Page, given: { group?: string; newGroup?: string }): Promise<void> {
  await page.goto("/provisioning-keys/new");
  await expectStep(page, 2, "Signing certificate");
  await press(page, "Continue");
  await expectStep(page, 3, "App Connector Group");
  if (given.group !== undefined) await chooseGroup(page, given.group);
  if (given.newGroup !== undefined) {
    const add = page.getByRole("button", { name: "Add a new group" });
    const field = page.getByLabel("Group name");
    await expect(add.or(field)).toBeVisible();
    if (await add.isVisible()) await add.click();
    await field.fill(given.newGroup);
  }
  await press(page, "Continue");
  await expectStep(page, 4, "Create provisioning key");
}

/** From step 4 through Review to the key. Out: the part that shows it. */
export async function saveKey(page: Page, name: string): Promise<Locator> {
  await press(page, "Continue to review");
  await expectStep(page, 5, "Review");
  await press(page, "Save");
  await expectStep(page, 6, `${name} is ready`);
  return shownKey(page);
}

export const shownKey = (page: Page) => page.getByRole("region", { name: "Provisioning key", exact: true });
