import { prisma } from "@/lib/db";
import { createConnector, createGroup, createKey } from "@/prisma/factories";
import { findBarriersInThemes } from "./support/barriers";
import { openKeys, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR);

test("a key's page tells what came of it, reveals, disables and deletes it", async ({ page, signInAs }) => {
  // The list that deleting leads to has another row, whatever else there is.
  await createKey(prisma);
  const group = await createGroup(prisma, { name: uniqueName("Frankfurt") });
  const key = await createKey(prisma, { name: uniqueName("fra1"), group, maximum: 30, createdAt: ago(240) });
  const about = { targetType: "provisioning_key", targetId: key.id, targetName: key.name };
  for (let count = 0; count < 12; count += 1) {
    const { id } = await createConnector(prisma, key, { lastSeenAt: new Date(), addresses: ["10.40.18.7"] });
    await prisma.enrollment.update({ where: { connectorId: id }, data: { at: ago(12 - count) } });
  }
  await prisma.auditEvent.create({
    data: {
      ...about,
      at: ago(100),
      actorType: "USER",
      actorName: "Ines Okafor",
      action: "key.edited",
      before: { maximum: 20 },
      after: { maximum: 30 },
    },
  });
  await prisma.refusalCount.create({
    data: {
      targetType: "provisioning_key",
      targetId: key.id,
      code: "ip_not_allowed",
      windowStart: ago(1),
      attempts: 7n,
      lastAt: ago(1),
      lastIp: "198.51.100.24",
    },
  });
  const user = await signInAs("ADMIN");

  await openKeys(page, key.name);
  await rowOf(page, key.name).getByRole("link", { name: key.name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: key.name })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toContainText(key.name);
  const region = (name: string) => page.getByRole("region", { name });

  // The figures, the picture and the numbers behind it.
  const main = page.getByRole("main");
  await expect(main).toContainText("12 of 30");
  await expect(main).toContainText("About 36 h at this rate");
  const chart = page.getByRole("img", {
    name: /^12 uses of 30, 12 of them in the last 30 days\. The limit was changed 1 time\./,
  });
  await expect(chart).toContainText("Raised by Ines Okafor");
  await expect(chart).toContainText("Limit 20");
  const periods = page.getByRole("navigation", { name: "Period" });
  await periods.getByRole("link", { name: "24 h" }).click();
  await expect(page).toHaveURL(/\?period=24h$/);
  await expect(page.getByRole("img", { name: /in the last 24 hours/ })).toBeVisible();
  await region("Uses against limit").getByText("Show as a table").click();
  await expect(page.getByRole("table", { name: "Uses and limit over time" }).getByRole("row").last()).toContainText(
    "12",
  );

  // Connectors and refusals lead to where all of them are.
  await expect(page.getByRole("table", { name: "App Connectors enrolled with this key" }).getByRole("row")).toHaveCount(
    9,
  );
  await expect(region("Connectors enrolled").getByRole("link", { name: "View all" })).toHaveAttribute(
    "href",
    `/connectors?filter=key%3Aany%3A${key.id}`,
  );
  await expect(region("Refused attempts")).toContainText(
    "ip_not_allowedThis address may not use the provisioning key.",
  );
  await expect(region("Refused attempts")).toContainText("7 times");

  // A reveal is in the ledger at once.
  await expect(region("Ledger")).toContainText("Seen by nobody");
  await page.getByRole("button", { name: `Reveal provisioning key ${key.name}` }).click();
  await expect(page.getByText(key.keyString)).toBeVisible();
  await expect(region("Ledger")).toContainText(`${user.name} revealed it`);
  await expect(region("Ledger")).toContainText("Seen by 1 person");
  await page.getByRole("button", { name: `Hide provisioning key ${key.name}` }).click();
  await expect(page.getByText(key.keyString)).toHaveCount(0);
  // And so is one of somebody else, by itself.
  await prisma.auditEvent.create({
    data: { ...about, actorType: "USER", actorId: crypto.randomUUID(), actorName: "Priya Raman", action: "key.copied" },
  });
  await expect(region("Ledger")).toContainText("Priya Raman copied it");
  await expect(region("Ledger")).toContainText("Seen by 2 people");
  await region("Ledger").getByRole("link", { name: "View in the audit log" }).click();
  await expect(page.getByRole("table", { name: "Audit log" }).getByText("Key revealed")).toHaveCount(1);
  await page.goBack();

  await page
    .getByRole("button", { name: `Disable ${key.name}` })
    .first()
    .click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable key" }).click();
  await expect(page.getByRole("button", { name: `Enable ${key.name}` }).first()).toBeVisible();
  await expect(main).not.toContainText("at this rate");

  await page.getByRole("button", { name: `Delete ${key.name}` }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: `Delete ${key.name}` })
    .click();
  await expect(page).toHaveURL(/\/provisioning-keys$/);
  await expect(page.getByRole("heading", { level: 1, name: "App Connector Provisioning Keys" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`${key.name} restored`)).toBeVisible();
});

test.describe("looks", () => {
  test.use({ expectedConsole: [/status of 404/] });

  test("a key's page has no serious barrier in any look or state, and fits a phone", async ({ page, signInAs }) => {
    test.slow();
    const group = await createGroup(prisma, { name: uniqueName("Axe") });
    const active = await createKey(prisma, { name: uniqueName("axe"), group, allowList: ["2001:db8:40::/48"] });
    for (let count = 0; count < 3; count += 1) await createConnector(prisma, active);
    const hidden = await createKey(prisma, { group, viewOrExport: false, state: "exhausted" });
    const managed = { by: "deception", reason: "Used by Deception" };
    const locked = await createKey(prisma, { group, managed, state: "expired" });
    await signInAs("OWNER");
    for (const [key, ...sizes] of [[active, WIDE, PHONE] as const, [hidden, PHONE] as const, [locked, WIDE] as const]) {
      await page.goto(`/provisioning-keys/${key.id}`);
      await expect(page.getByRole("heading", { level: 1, name: key.name })).toBeVisible();
      await expect(page).toHaveTitle(new RegExp(`^${key.name} `, "u"));
      for (const viewport of sizes) {
        await page.setViewportSize(viewport);
        expect(await findBarriersInThemes(page), key.name).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), key.name).toBe(true);
      }
    }
    // Who may only look gets neither the string nor anything to change.
    await page.context().clearCookies();
    await signInAs("VIEWER");
    await page.goto(`/provisioning-keys/${active.id}`);
    await expect(page.getByText("Your role does not reveal keys.")).toBeVisible();
    for (const name of ["Reveal", "Copy", "Download"]) {
      await expect(page.getByRole("button", { name: `${name} provisioning key ${active.name}` })).toBeDisabled();
    }
    await expect(page.getByRole("button", { name: /^(Edit|Delete|Disable|Rotate|Preview revocation)/ })).toHaveCount(0);

    const missing = await page.goto(`/provisioning-keys/${crypto.randomUUID()}`);
    expect(missing?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "There is no such provisioning key" })).toBeVisible();
  });
});
