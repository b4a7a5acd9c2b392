import { readFileSync } from "node:fs";
import { prisma } from "@/lib/db";
import { nameKey } from "@/lib/services/name/schema";
import { createGroup, createKey } from "@/prisma/factories";
import { captureAction, replayAction } from "./support/actions";
import { findBarriersInThemes } from "./support/barriers";
import { openKeys, pasteSomewhere, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";
import {
  chooseGroup,
  expectStep,
  groupField,
  MAXIMUM,
  nameField,
  openKeyStep,
  press,
  saveKey,
  shownKey,
  VIEW_OR_EXPORT,
} from "./support/wizard";

test("what is missing or wrong is told at its field, which gets the focus and keeps what was typed", async ({
  page,
  signInAs,
}) => {
  const group = await createGroup(prisma, { name: uniqueName("Bad values") });
  const taken = await createKey(prisma, { name: uniqueName("Taken Name") });
  await signInAs("ADMIN");
  await page.goto("/provisioning-keys/new?step=3");
  await press(page, "Continue");
  await expect(groupField(page)).toBeFocused();
  await expect(groupField(page)).toHaveAccessibleDescription("Choose an App Connector Group.");
  await press(page, "Add a new group");
  await press(page, "Continue");
  await expect(page.getByLabel("Group name")).toBeFocused();
  await expect(page.getByLabel("Group name")).toHaveAccessibleDescription("Enter a name.");
  await press(page, "Choose an existing group");
  await chooseGroup(page, group.name);
  await press(page, "Continue");

  const wide = taken.name.replaceAll("a", "ａ").toUpperCase();
  const names: [string, RegExp][] = [
    ["<script>alert(1)</script>", /letters, digits, spaces/],
    ["safe\u202eelifon", /invisible or control/],
    ["x".repeat(10_000), /at most 240/],
    ["   ", /Enter a name/],
    [taken.name, /Another provisioning key has this name/],
    [wide, /Another provisioning key has this name/],
  ];
  for (const [name, message] of names) {
    await nameField(page).fill(name);
    await press(page, "Continue to review");
    await expect(nameField(page), name.slice(0, 40)).toHaveAccessibleDescription(message);
    await expect(nameField(page)).toBeFocused();
    await expect(nameField(page)).toHaveValue(name);
  }
  await nameField(page).fill(uniqueName("bad-values"));
  const cases: [string, string, RegExp][] = [
    ...["0", "-1", "1.5", "1000000001", "1e3", "１２", "", "ten"].map(
      (text) => [MAXIMUM, text, /whole number from 1 to 1,000,000,000/] as [string, string, RegExp],
    ),
    [MAXIMUM, "1,000,000,000", /^Every enrollment counts/],
    ["Allow list", "garbage", /is not an IPv4 or IPv6/],
    ["Allow list", "10.0.0.1/8", /did you mean 10\.0\.0\.0\/8/],
    ["Allow list", "203.0.113.7\n2001:db8::/32", /^Addresses or networks/],
    ["Expiry", "2020-01-01T00:00", /Choose a time in the future/],
  ];
  await page.getByRole("radio", { name: "Custom" }).click();
  for (const [label, text, message] of cases) {
    const field = page.getByRole("main").getByLabel(label, { exact: true });
    await field.fill(text);
    if (!message.source.startsWith("^")) {
      await press(page, "Continue to review");
      await expect(field).toBeFocused();
      await expect(page.getByRole("contentinfo")).toContainText("1 field needs attention");
    }
    await expect(field, text).toHaveAccessibleDescription(message);
    await expect(field).toHaveValue(text);
  }
  await page.getByRole("main").getByLabel("Expiry", { exact: true }).fill("");
  await press(page, "Continue to review");
  const expiry = page.getByRole("main").getByLabel("Expiry", { exact: true });
  await expect(expiry).toBeFocused();
  await expect(expiry).toHaveAccessibleDescription("Enter a date and time.");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Never" })).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("radio", { name: "Never" })).toBeChecked();
  await saveKey(page, await nameField(page).inputValue());
  const key = await prisma.provisioningKey.findFirstOrThrow({ where: { groupId: group.id } });
  expect(key).toMatchObject({
    expiresAt: null,
    maximum: 1_000_000_000,
    allowList: ["203.0.113.7/32", "2001:db8::/32"],
  });
});

test("the address names the step; Back, Forward, a reload and leaving lose nothing", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Kept group") });
  const name = uniqueName("kept");
  await signInAs("ADMIN");
  await page.goto("/connectors/new?step=5");
  await expectStep(page, 3, "App Connector Group");
  await expect(page).toHaveURL(/\?step=3$/);
  await page.goto("/connectors/new");
  await expectStep(page, 1, "Choose key");
  await press(page, "Continue");
  await expectStep(page, 2, "Signing certificate");
  await expect(page.getByRole("heading", { name: "Signing certificate", exact: true })).toBeFocused();
  await expect(page.getByRole("button", { name: "Generate a signing certificate" })).toHaveCount(0);
  await press(page, "Continue");
  await chooseGroup(page, group.name);
  await press(page, "Continue");
  await nameField(page).fill(name);
  await page.getByLabel(MAXIMUM).fill("1e3");
  await page.getByRole("switch", { name: VIEW_OR_EXPORT }).click();
  await page.goBack();
  await expectStep(page, 3, "App Connector Group");
  await expect(groupField(page)).toHaveValue(group.name);
  await page.goForward();
  await expectStep(page, 4, "Create provisioning key");
  await expect(page.getByLabel(MAXIMUM)).toHaveValue("1e3");
  await page.getByLabel(MAXIMUM).fill("33");
  await page.reload();
  await expectStep(page, 4, "Create provisioning key");
  await expect(nameField(page)).toHaveValue(name);
  await expect(page.getByLabel(MAXIMUM)).toHaveValue("33");
  await expect(page.getByRole("switch", { name: VIEW_OR_EXPORT })).not.toBeChecked();
  await expect(page.getByText(/^Your draft of/)).toBeVisible();
  await page.getByRole("link", { name: "Close. The draft is kept" }).click();
  await page.getByRole("button", { name: "Add provisioning key" }).first().click();
  await expectStep(page, 2, "Signing certificate");
  await page
    .getByRole("navigation", { name: "Steps" })
    .getByRole("link", { name: /Review/ })
    .click();
  await expectStep(page, 5, "Review");
  const main = page.getByRole("main");
  for (const text of [name, group.name, "33", "Off: shown once", "Every address"])
    await expect(main).toContainText(text);
  await main.getByRole("link", { name: "Change app connector group" }).click();
  await expect(groupField(page)).toHaveValue(group.name);

  // Another person in the same tab finds nothing of it.
  await signInAs("ADMIN");
  await page.goto("/provisioning-keys/new?step=4");
  await expectStep(page, 3, "App Connector Group");
  await expect(groupField(page)).toHaveValue("");
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("an existing key leads straight to the instructions; one that takes no connector says why", async ({
  page,
  signInAs,
}) => {
  const prefix = uniqueName("choose");
  const usable = await createKey(prisma, { name: `${prefix}-usable` });
  const unusable = [
    ["exhausted", /uses? (is|are) spent\. Raise the maximum/],
    ["expired", /This key has expired/],
    ["disabled", /The key is disabled/],
  ] as const;
  for (const [state] of unusable) await createKey(prisma, { name: `${prefix}-${state}`, state });
  await signInAs("ADMIN");
  await page.goto("/connectors/new");
  await page.getByRole("radio", { name: "Use an existing provisioning key" }).click();
  await press(page, "Continue to documentation");
  const search = page.getByLabel("Search provisioning keys");
  await expect(search).toBeFocused();
  await expect(search).toHaveAccessibleDescription("Choose a provisioning key, or create a new one.");
  await search.fill(prefix);
  for (const [state, reason] of unusable) {
    const radio = page.getByRole("radio", { name: `${prefix}-${state}` });
    await expect(radio).toBeDisabled();
    await expect(radio).toHaveAccessibleDescription(reason);
  }
  await page.getByRole("radio", { name: usable.name }).click();
  await press(page, "Continue to documentation");
  await expectStep(page, 6, "Documentation");
  expect(await page.content()).not.toContain(usable.keyString.split("|")[2]);
  await press(page, `Reveal provisioning key ${usable.name}`);
  await expect(page.getByText(usable.keyString)).toBeVisible();
  await page.reload();
  await expectStep(page, 6, "Documentation");

  const spent = await prisma.provisioningKey.findFirstOrThrow({ where: { name: `${prefix}-exhausted` } });
  await page.goto(`/connectors/new?step=6&key=${spent.id}`);
  await expectStep(page, 1, "Choose key");
  await expect(page.getByRole("alert").filter({ hasText: "cannot be used" })).toContainText(/Raise the maximum/);
});

test("a new group, Unlimited and no View or Export: made once, shown once, kept nowhere", async ({
  page,
  signInAs,
}) => {
  const [name, newGroup] = [uniqueName("one-time"), uniqueName("Made here")];
  const user = await signInAs("ADMIN");
  await openKeyStep(page, { newGroup });
  await nameField(page).fill(name);
  await expect(page.getByText("Available", { exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: "Unlimited" }).click();
  await page.getByRole("switch", { name: VIEW_OR_EXPORT }).click();
  await press(page, "Continue to review");
  const save = page.getByRole("button", { name: "Save", exact: true });
  const sent = await captureAction(page, () => save.dblclick());
  await expectStep(page, 6, `${name} is ready`);
  await expect(page.getByText("It cannot be shown again.")).toBeVisible();
  const text = (await shownKey(page).locator("code").first().textContent()) ?? "";
  const secret = text.split("|")[2] ?? "";
  expect(secret).toMatch(/^[A-Za-z0-9+/]{114}==$/);
  expect(await prisma.provisioningKey.count({ where: { group: { name: newGroup } } })).toBe(1);

  const done = page.getByRole("button", { name: "Done" });
  await expect(done).toBeDisabled();
  await expect(done).toHaveAccessibleDescription("Copy, download or confirm first");
  let asked = 0;
  page.on("dialog", async (question) => {
    asked += 1;
    await question.dismiss();
  });
  await page.evaluate(() => location.reload());
  await expect.poll(() => asked).toBe(1);
  await page.goBack();
  await expect(page.getByText("Back would lose the key")).toBeVisible();
  await expect(shownKey(page)).toContainText(secret);

  const saved = page.waitForEvent("download");
  await press(page, "Plain file");
  const key = await prisma.provisioningKey.findFirstOrThrow({
    where: { nameKey: nameKey(name) },
    include: { secrets: true },
  });
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(
    new RegExp(`^provisioning-key-[a-z0-9-]+-${key.secrets[0]?.fingerprint}\\.txt$`),
  );
  expect(readFileSync(await file.path(), "utf8")).toBe(`${text}\n`);
  // The same request by hand, and by hand with input the form refuses.
  expect((await replayAction(page, sent, sent.body)).text).toContain("already_shown");
  const bad = sent.body.replace(name, "a|b");
  expect((await replayAction(page, sent, bad)).text).toContain("Use letters, digits, spaces");
  await done.click();
  await expect(page).toHaveURL(/\/provisioning-keys$/);
  expect(await page.content()).not.toContain(secret);
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state, document.cookie]),
  );
  expect(kept).not.toContain(secret);
  expect(kept).not.toContain(name);
  expect(key).toMatchObject({ maximum: null, viewOrExport: false, createdByName: user.name });
  expect(key.secrets.map(({ ciphertext }) => ciphertext)).toEqual([null]);
  await openKeys(page, name);
  await expect(rowOf(page, name)).toContainText("Unlimited");
});

test.describe("when the answer is lost", () => {
  test.use({ expectedConsole: [/net::ERR_FAILED/] });
  for (const viewOrExport of [true, false]) {
    test(`saving again, also after a reload, makes no second key, View or Export ${viewOrExport ? "on" : "off"}`, async ({
      page,
      signInAs,
    }) => {
      const group = await createGroup(prisma, { name: uniqueName("Lost answer") });
      const name = uniqueName("lost-answer");
      await signInAs("OWNER");
      await openKeyStep(page, { group: group.name });
      await nameField(page).fill(name);
      if (!viewOrExport) await page.getByRole("switch", { name: VIEW_OR_EXPORT }).click();
      await press(page, "Continue to review");
      await expectStep(page, 5, "Review");
      let lost = false;
      await page.route("**/provisioning-keys/new**", async (route) => {
        const request = route.request();
        // The check of the name is a request to the same address and may come late: only the one that saves has this id.
        const saves = request.method() === "POST" && request.postData()?.includes("requestId");
        if (lost || !saves) return await route.fallback();
        lost = true;
        const answer = await route.fetch({ headers: await request.allHeaders() });
        expect(await answer.text()).toContain('"ok":true');
        await route.abort();
      });
      await press(page, "Save");
      await expect(page.getByRole("alert").filter({ hasText: "The server did not answer" })).toBeVisible();
      await page.reload();
      await expectStep(page, 5, "Review");
      await press(page, "Save");
      if (viewOrExport) {
        await expectStep(page, 6, `${name} is ready`);
      } else {
        await expectStep(page, 6, "Documentation");
        const alert = page.getByRole("alert").filter({ hasText: "Created, not shown again." });
        await expect(alert).toContainText("Its string was shown once and is not stored");
        await expect(alert.getByRole("link", { name: `Delete ${name}` })).toBeVisible();
      }
      expect(await prisma.provisioningKey.count({ where: { groupId: group.id } })).toBe(1);
    });
  }
});

test("what the server refuses lands at its step, and a session that ended keeps what was typed", async ({
  page,
  signInAs,
}) => {
  const group = await createGroup(prisma, { name: uniqueName("Refused") });
  const name = uniqueName("refused");
  const user = await signInAs("ADMIN");
  await openKeyStep(page, { group: group.name });
  await nameField(page).fill(name);
  await press(page, "Continue to review");
  await expectStep(page, 5, "Review");
  await createKey(prisma, { name });
  await press(page, "Save");
  await expectStep(page, 4, "Create provisioning key");
  await expect(nameField(page)).toBeFocused();
  await expect(nameField(page)).toHaveAccessibleDescription("Another provisioning key has this name.");
  await nameField(page).fill(`${name}-2`);
  await press(page, "Continue to review");
  await prisma.session.updateMany({ where: { userId: user.id }, data: { revokedAt: new Date() } });
  await press(page, "Save");
  const alert = page.getByRole("alert").filter({ hasText: "signed out" });
  await expect(alert.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", /next=/);
  await expect(page.getByRole("main")).toContainText(`${name}-2`);
  expect(await prisma.provisioningKey.count({ where: { groupId: group.id } })).toBe(0);
});

test.describe("where the Clipboard API is missing", () => {
  test("copying works by selection, in the wizard and in the list", async ({ page, context, signInAs }) => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
    });
    const group = await createGroup(prisma, { name: uniqueName("No clipboard") });
    const name = uniqueName("no-clipboard");
    await signInAs("ADMIN");
    await openKeyStep(page, { group: group.name });
    await nameField(page).fill(name);
    const shown = await saveKey(page, name);
    const text = (await shown.locator("code").first().textContent()) ?? "";
    await press(page, "Copy key");
    await expect(page.getByText("Copied", { exact: true })).toBeAttached();
    expect(await pasteSomewhere(context)).toBe(text);
    await press(page, "Done");
    await openKeys(page, name);
    await press(page, `Copy provisioning key ${name}`);
    await expect(page.getByText(`Provisioning key ${name} copied`)).toBeVisible();
    expect(await pasteSomewhere(context)).toBe(text);
  });
});

test("no step has a serious barrier, in both themes and at 390 px", async ({ page, signInAs }) => {
  test.slow();
  const group = await createGroup(prisma, { name: uniqueName("Axe group") });
  await createKey(prisma, { name: uniqueName("axe-spent"), state: "exhausted", group });
  await signInAs("OWNER");
  const name = uniqueName("axe");
  const check = async (what: string) => {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${what} at ${width}`).toBeLessThanOrEqual(0);
      expect(await findBarriersInThemes(page), `${what} at ${width}`).toEqual([]);
    }
  };
  await page.goto("/connectors/new");
  await page.getByRole("radio", { name: "Use an existing provisioning key" }).click();
  await expect(page.getByRole("radiogroup", { name: "Existing provisioning keys" })).toBeVisible();
  await check("choose key");
  await openKeyStep(page, { newGroup: uniqueName("Axe new") });
  await press(page, "Continue to review");
  await expect(nameField(page)).toHaveAttribute("aria-invalid", "true");
  await check("key with an error");
  await page.getByRole("button", { name: "Back" }).click();
  await check("group");
  await page.getByRole("button", { name: "Back" }).click();
  await check("certificate");
  await press(page, "Continue");
  await press(page, "Continue");
  await nameField(page).fill(name);
  await press(page, "Continue to review");
  await expectStep(page, 5, "Review");
  await check("review");
  await press(page, "Save");
  await expectStep(page, 6, `${name} is ready`);
  await check("documentation");
});
