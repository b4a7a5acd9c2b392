import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createGroup, createKey } from "@/prisma/factories";
import { rowOf, uniqueName } from "./keys-page";
import { expect } from "./test";

const DAY = 86_400_000;

/** Three keys of one group, told apart by each kind of column. */
export async function createThree() {
  const prefix = uniqueName("sift");
  const group = await createGroup(prisma, { name: uniqueName("Sift group") });
  const now = Date.now();
  const rows = { low: `${prefix}-low`, high: `${prefix}-high`, idle: `${prefix}-idle` };
  await createKey(prisma, { name: rows.low, group, maximum: 100, used: 10, lastUsedAt: new Date(now - 2 * DAY) });
  await createKey(prisma, { name: rows.high, group, maximum: 20, used: 18, lastUsedAt: new Date(now - 40 * DAY) });
  await createKey(prisma, { name: rows.idle, group, maximum: 50, used: 0, state: "disabled" });
  return { prefix, group, ...rows };
}

export const bar = (page: Page) => page.getByRole("group", { name: "Filters", exact: true });
export const editor = (page: Page) => page.getByRole("dialog", { name: /filter/i });
export const filtersOf = (page: Page) => new URL(page.url()).searchParams.getAll("filter");

export type Entry = { field: string; operator: string; value?: string; from?: string; to?: string; choose?: string[] };

/** Puts a filter together in the open editor, without applying it. */
export async function fillEditor(page: Page, { field, operator, value, from, to, choose }: Entry) {
  await editor(page).getByLabel("Field").selectOption({ label: field });
  await editor(page).getByLabel("Operator").selectOption({ value: operator });
  if (value !== undefined)
    await editor(page)
      .getByLabel(/^(Value|Days|Day)$/)
      .fill(value);
  if (from !== undefined) await editor(page).getByLabel("From", { exact: true }).fill(from);
  if (to !== undefined) await editor(page).getByLabel("To", { exact: true }).fill(to);
  for (const choice of choose ?? []) {
    const option = editor(page).getByRole("checkbox", { name: choice, exact: true });
    const search = editor(page).getByRole("searchbox");
    // Long lists of choices show the first ones only.
    await expect(option.or(search).first()).toBeVisible();
    if ((await search.count()) > 0) await search.fill(choice);
    await option.check();
  }
}

export async function addFilter(page: Page, entry: Entry) {
  await bar(page).getByRole("button", { name: "Add filter", exact: true }).click();
  await fillEditor(page, entry);
  await editor(page).getByRole("button", { name: "Apply" }).click();
  await expect(editor(page)).toHaveCount(0);
}

export async function expectRows(page: Page, shown: string[], all: string[]) {
  for (const name of all) await expect(rowOf(page, name)).toHaveCount(shown.includes(name) ? 1 : 0);
}

export const menuButton = (page: Page) => page.getByRole("combobox", { name: "Applied filters" });
export const menu = (page: Page) => page.getByRole("dialog", { name: "Applied filters" });

export async function saveAs(page: Page, name: string) {
  await menuButton(page).click();
  await menu(page).getByRole("button", { name: "Save Applied Filter" }).click();
  await menu(page).getByLabel("Name of the filter").fill(name);
  await menu(page).getByRole("button", { name: "Save", exact: true }).click();
}
