import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { nameKey } from "@/lib/services/name/schema";
import { createGroup, createKey } from "@/prisma/factories";
import { openKeys, pasteSomewhere, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const MAXIMUM = "Maximum # of App Connectors";
const VIEW_OR_EXPORT = "View or Export Provisioning Key After Creation";

const nameField = (page: Page) => page.getByRole("textbox", { name: "Name", exact: true });
const groupField = (page: Page) => page.getByRole("combobox", { name: "App Connector Group" });
const create = (page: Page) => page.getByRole("button", { name: "Create provisioning key" }).click();
const oneTimeDialog = (page: Page, name: string) => page.getByRole("alertdialog", { name: `${name} is ready` });

async function chooseGroup(page: Page, name: string) {
  await groupField(page).fill(name);
  await page.getByRole("option", { name }).click();
  await expect(groupField(page)).toHaveValue(name);
}

async function openForm(page: Page, group: { name: string }, name: string) {
  await page.goto("/provisioning-keys/new");
  await chooseGroup(page, group.name);
  await nameField(page).fill(name);
}

test("what is missing is told at the fields, the first of them gets the focus", async ({ page, signInAs }) => {
  await createGroup(prisma);
  await signInAs("ADMIN");
  await page.goto("/provisioning-keys/new");
  await create(page);
  await expect(groupField(page)).toBeFocused();
  await expect(groupField(page)).toHaveAccessibleDescription("Choose an App Connector Group.");
  await expect(nameField(page)).toHaveAccessibleDescription("Enter a name.");
  await page.getByRole("button", { name: "Add a new group" }).click();
  await create(page);
  await expect(page.getByLabel("Group name")).toBeFocused();
  await expect(page.getByLabel("Group name")).toHaveAccessibleDescription("Enter a name.");
});

test("bad names are refused at the field and nothing that was typed is lost", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Bad names") });
  const taken = await createKey(prisma, { name: uniqueName("Taken Name") });
  await signInAs("ADMIN");
  await openForm(page, group, "");
  await page.getByLabel(MAXIMUM).fill("77");
  await page.getByLabel("Allow list").fill("10.0.0.0/8");
  const wide = taken.name.replaceAll("a", "ａ").toUpperCase();
  const cases: [string, RegExp][] = [
    ["<script>alert(1)</script>", /letters, digits, spaces/],
    ["safe\u202eelifon", /invisible or control/],
    ["zero\u200bwidth", /invisible or control/],
    ["x".repeat(10_000), /at most 240/],
    ["   ", /Enter a name/],
    ["a|b", /letters, digits, spaces/],
    [taken.name, /Another provisioning key has this name/],
    [wide, /Another provisioning key has this name/],
  ];
  for (const [name, message] of cases) {
    await nameField(page).fill(name);
    await create(page);
    await expect(nameField(page), name.slice(0, 40)).toHaveAccessibleDescription(message);
    await expect(nameField(page)).toHaveAttribute("aria-invalid", "true");
    await expect(nameField(page)).toBeFocused();
    await expect(nameField(page)).toHaveValue(name);
    await expect(page.getByLabel(MAXIMUM)).toHaveValue("77");
    await expect(page.getByLabel("Allow list")).toHaveValue("10.0.0.0/8");
    await expect(groupField(page)).toHaveValue(group.name);
  }
  expect(await prisma.provisioningKey.count({ where: { groupId: group.id } })).toBe(0);
});

test("bad maximums, networks and dates are refused at their fields", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Bad values") });
  await signInAs("ADMIN");
  await openForm(page, group, uniqueName("bad-values"));
  const maximum = page.getByLabel(MAXIMUM);
  for (const text of ["0", "-1", "1.5", "1000000001", "1e3", "１２", "", "ten", "9007199254740993"]) {
    await maximum.fill(text);
    await create(page);
    await expect(maximum, text).toHaveAccessibleDescription(/whole number from 1 to 1,000,000,000/);
    await expect(maximum).toBeFocused();
    await expect(maximum).toHaveValue(text);
  }
  await maximum.fill("1,000,000,000");
  const list = page.getByLabel("Allow list");
  for (const [text, message] of [
    ["garbage", /is not an IPv4 or IPv6/],
    ["10.0.0.1/8", /did you mean 10\.0\.0\.0\/8/],
    ["010.0.0.1", /is not an IPv4/],
    ["10.0.0.0/33", /at most 32/],
    ["203.0.113.7\n<script>", /is not an IPv4/],
  ] as const) {
    await list.fill(text);
    await create(page);
    await expect(list, text).toHaveAccessibleDescription(message);
    await expect(list).toBeFocused();
    await expect(list).toHaveValue(text);
  }
  await list.fill("203.0.113.7, 2001:db8::/32");
  const expiry = page.getByLabel("Expiry", { exact: true });
  await expiry.fill("2020-01-01T00:00");
  await create(page);
  await expect(expiry).toHaveAttribute("aria-invalid", "true");
  await expect(expiry).toHaveAccessibleDescription(/past|future|ahead|later/i);
  await expect(expiry).toBeFocused();
  expect(await prisma.provisioningKey.count({ where: { groupId: group.id } })).toBe(0);
  await page.getByRole("button", { name: "Clear expiry" }).click();
  await create(page);
  await expect(page.getByRole("alertdialog")).toBeVisible();
  const key = await prisma.provisioningKey.findFirstOrThrow({ where: { groupId: group.id } });
  expect(key).toMatchObject({
    maximum: 1_000_000_000,
    allowList: ["203.0.113.7/32", "2001:db8::/32"],
    expiresAt: null,
  });
});

test("an existing group is searched, also with the keyboard", async ({ page, signInAs }) => {
  const prefix = uniqueName("Search group");
  const [first, second] = [
    await createGroup(prisma, { name: `${prefix} a` }),
    await createGroup(prisma, { name: `${prefix} b`, enabled: false }),
  ];
  await signInAs("ADMIN");
  await page.goto("/provisioning-keys/new");
  await groupField(page).fill(uniqueName("no such group"));
  await expect(page.getByText("No group matches. Add a new one.")).toBeVisible();
  await groupField(page).fill(prefix.toLowerCase());
  await expect(page.getByRole("option")).toHaveCount(2);
  await expect(page.getByRole("option", { name: second.name })).toContainText("disabled");
  await groupField(page).press("ArrowDown");
  await groupField(page).press("Enter");
  await expect(groupField(page)).toHaveValue(second.name);
  await groupField(page).fill(first.name);
  await expect(page.getByRole("option")).toHaveCount(1);
  await groupField(page).press("Enter");
  await expect(groupField(page)).toHaveValue(first.name);
  await groupField(page).fill("half typed");
  await groupField(page).press("Escape");
  await expect(groupField(page)).toHaveValue(first.name);
});

test("a new group, Unlimited and no View or Export: shown once, kept nowhere", async ({ page, signInAs }) => {
  const [name, groupName] = [uniqueName("one-time"), uniqueName("Made here")];
  await createGroup(prisma);
  const user = await signInAs("ADMIN");
  await page.goto("/provisioning-keys/new");
  await page.getByRole("button", { name: "Add a new group" }).click();
  await page.getByLabel("Group name").fill(groupName);
  await nameField(page).fill(name);
  await page.getByRole("checkbox", { name: "Unlimited" }).click();
  await expect(page.getByLabel(MAXIMUM)).toBeDisabled();
  await page.getByRole("switch", { name: VIEW_OR_EXPORT }).click();
  await create(page);

  const dialog = oneTimeDialog(page, name);
  await expect(dialog).toContainText("It cannot be shown again.");
  await expect(dialog).toContainText(`${groupName} · Unlimited uses · Never expires · Connector`);
  const text = (await dialog.locator("code").first().textContent()) ?? "";
  const secret = text.split("|")[2] ?? "";
  expect(secret).toMatch(/^[A-Za-z0-9+/]{114}==$/);

  await expect(dialog.getByRole("button", { name: "Close" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await expect(dialog).toBeVisible();
  const done = dialog.getByRole("button", { name: "Done" });
  await expect(done).toBeDisabled();
  await expect(done).toHaveAccessibleDescription("Copy, download or confirm first");

  let asked = 0;
  page.on("dialog", async (question) => {
    asked += 1;
    expect(question.type()).toBe("beforeunload");
    await question.dismiss();
  });
  await page.evaluate(() => location.reload());
  await expect.poll(() => asked).toBe(1);
  await page.goBack();
  await expect(dialog.getByRole("alert")).toContainText("Back would lose the key");
  await expect(dialog).toContainText(secret);

  await dialog.getByRole("checkbox", { name: "I have stored this key in a safe place" }).click();
  await expect(done).toBeEnabled();
  await dialog.getByRole("checkbox", { name: "I have stored this key in a safe place" }).click();
  await expect(done).toBeDisabled();

  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download plain file" }).click();
  const file = await saved;
  const key = await prisma.provisioningKey.findFirstOrThrow({
    where: { nameKey: nameKey(name) },
    include: { secrets: true },
  });
  expect(file.suggestedFilename()).toMatch(
    new RegExp(`^provisioning-key-[a-z0-9-]+-${key.secrets[0]?.fingerprint}\\.txt$`),
  );
  expect(readFileSync(await file.path(), "utf8")).toBe(`${text}\n`);
  await done.click();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/provisioning-keys$/);
  await expect(page.getByText(`Provisioning key ${name} created`)).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state, document.cookie]),
  );
  expect(kept).not.toContain(secret);

  expect(key).toMatchObject({ maximum: null, viewOrExport: false, createdByName: user.name });
  expect(key.secrets.map(({ ciphertext }) => ciphertext)).toEqual([null]);
  await openKeys(page, name);
  await expect(rowOf(page, name)).toContainText("Unlimited");
  await expect(rowOf(page, name).getByRole("button", { name: `Copy provisioning key ${name}` })).toHaveCount(0);
  await expect(rowOf(page, name)).toContainText(groupName);
});

test("pressing Create twice makes one key", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Twice") });
  const name = uniqueName("twice");
  await signInAs("OWNER");
  await openForm(page, group, name);
  await page.getByRole("button", { name: "Create provisioning key" }).dblclick();
  await expect(oneTimeDialog(page, name)).toBeVisible();
  expect(await prisma.provisioningKey.count({ where: { groupId: group.id } })).toBe(1);
});

test.describe("when the answer is lost", () => {
  test.use({ expectedConsole: [/net::ERR_FAILED/] });
  for (const viewOrExport of [true, false]) {
    test(`sending again makes no second key, View or Export ${viewOrExport ? "on" : "off"}`, async ({
      page,
      signInAs,
    }) => {
      const group = await createGroup(prisma, { name: uniqueName("Lost answer") });
      const name = uniqueName("lost-answer");
      await signInAs("OWNER");
      await openForm(page, group, name);
      if (!viewOrExport) await page.getByRole("switch", { name: VIEW_OR_EXPORT }).click();
      let lost = false;
      await page.route("**/provisioning-keys/new", async (route) => {
        const request = route.request();
        if (lost || request.method() !== "POST") return await route.fallback();
        lost = true;
        const answer = await route.fetch({ headers: await request.allHeaders() });
        expect(await answer.text()).toContain('"ok":true');
        await route.abort();
      });
      await create(page);
      const alert = page.getByRole("alert").filter({ hasText: /\S/ });
      await expect(alert).toContainText("The server did not answer");
      await expect(nameField(page)).toHaveValue(name);
      await create(page);
      if (viewOrExport) {
        await expect(oneTimeDialog(page, name)).toBeVisible();
      } else {
        await expect(alert).toContainText("The key was created. Its string was shown once and is not stored");
        await expect(alert.getByRole("link", { name: "Go to the list" })).toBeVisible();
      }
      expect(await prisma.provisioningKey.count({ where: { groupId: group.id } })).toBe(1);
    });
  }
});

test.describe("where the Clipboard API is missing", () => {
  test("copying works by selection, in the dialog and in the list", async ({ page, context, signInAs }) => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
    });
    const group = await createGroup(prisma, { name: uniqueName("No clipboard") });
    const name = uniqueName("no-clipboard");
    await signInAs("ADMIN");
    await openForm(page, group, name);
    await create(page);
    const dialog = oneTimeDialog(page, name);
    const text = (await dialog.locator("code").first().textContent()) ?? "";
    await dialog.getByRole("button", { name: "Copy key" }).click();
    await expect(page.getByText("Copied", { exact: true })).toBeAttached();
    expect(await pasteSomewhere(context)).toBe(text);
    await dialog.getByRole("button", { name: "Done" }).click();
    await openKeys(page, name);
    await rowOf(page, name)
      .getByRole("button", { name: `Copy provisioning key ${name}` })
      .click();
    await expect(page.getByText(`Provisioning key ${name} copied`)).toBeVisible();
    expect(await pasteSomewhere(context)).toBe(text);
    expect(await page.content()).not.toContain(text.split("|")[2]);
  });
});

test("a session that ended keeps what was typed", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Timed out") });
  const name = uniqueName("timed-out");
  const user = await signInAs("ADMIN");
  await openForm(page, group, name);
  await prisma.session.updateMany({ where: { userId: user.id }, data: { revokedAt: new Date() } });
  await create(page);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("signed out");
  await expect(nameField(page)).toHaveValue(name);
  expect(await prisma.provisioningKey.count({ where: { groupId: group.id } })).toBe(0);
});
