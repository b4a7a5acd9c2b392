import { hashPassword } from "@/lib/auth/password";
import { prisma } from "@/lib/db";
import { captureAction, replayAction } from "./support/actions";
import { findBarriers } from "./support/barriers";
import { uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const PASSWORD = "nine brown horses sing";
const NEXT = "ten grey herons wade on";

test.describe("settings", () => {
  // One row for the whole portal: what the test changes it puts back.
  test.afterEach(async () => {
    await prisma.tenant.updateMany({ data: { name: "Latchkey", certificateLifetime: 365, autoDeleteAfter: null } });
  });

  test("are saved with the wrong fields told, and a second person's save is not lost", async ({ page, signInAs }) => {
    await signInAs("OWNER");
    await page.goto("/provisioning-keys");
    await page.getByRole("link", { name: "Settings", exact: true }).click();
    const name = page.getByRole("textbox", { name: "Tenant name" });
    const host = page.getByRole("textbox", { name: "Enrollment host" });
    const lifetime = page.getByRole("spinbutton", { name: "Certificate lifetime" });
    const save = page.getByRole("button", { name: "Save settings" });
    await host.fill("https://gateway");
    await lifetime.fill("0");
    await save.click();
    await expect(host).toBeFocused();
    await expect(host).toHaveValue("https://gateway");
    await expect(host).toHaveAttribute("aria-invalid", "true");
    await expect(lifetime).toHaveAccessibleDescription("Enter a whole number of days from 1 to 3,650.");
    expect(await findBarriers(page)).toEqual([]);

    await page.getByRole("switch", { name: "Delete disconnected App Connectors" }).click();
    const days = page.getByRole("spinbutton", { name: "Disconnected for" });
    await expect(days).toHaveValue("30");
    await days.fill("4");
    await host.fill("");
    await lifetime.fill("180");
    await save.click();
    await expect(days).toHaveAccessibleDescription("Enter a whole number of days from 5 to 3,650.");
    // Longer than this test's own connectors, and those of other tests, were ever away.
    await days.fill("3000");
    const tenantName = uniqueName("Halden");
    await name.fill(tenantName);
    const sent = await captureAction(page, () => save.click());
    await expect(page.getByText("Settings saved")).toBeVisible();
    const forged = await replayAction(
      page,
      sent,
      sent.body.replace('"certificateLifetimeDays":180', '"certificateLifetimeDays":0'),
    );
    expect(forged.text).toContain("Enter a whole number of days from 1 to 3,650.");

    await prisma.tenant.updateMany({
      data: { certificateLifetime: 90, updatedByName: "Jonas Brandt", version: { increment: 1 } },
    });
    await name.fill(`${tenantName} B`);
    await save.click();
    await expect(page.getByText("Jonas Brandt saved the settings meanwhile.")).toBeVisible();
    await expect(lifetime).toHaveValue("90");
    await expect(name).toHaveValue(`${tenantName} B`);
    await save.click();
    await expect
      .poll(() =>
        prisma.tenant.findFirstOrThrow().then((row) => [row.name, row.certificateLifetime, row.autoDeleteAfter]),
      )
      .toEqual([`${tenantName} B`, 90, 3_000]);
  });
});

test("a Viewer reads the settings and is offered no change", async ({ page, signInAs }) => {
  await signInAs("VIEWER");
  await page.goto("/settings");
  await expect(page.getByText("Only an Owner can change these settings.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save settings" })).toHaveCount(0);
});

test("one's own name, sessions and password are changed on the profile page", async ({ page, signInAs }) => {
  const user = await signInAs("VIEWER");
  await prisma.user.update({ where: { id: user.id }, data: { passwordHash: await hashPassword(PASSWORD) } });
  await prisma.session.create({
    data: {
      userId: user.id,
      ip: "192.0.2.44",
      userAgent: "Firefox/140.0 Linux",
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  await page.goto("/provisioning-keys");
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Your profile" }).click();
  const name = uniqueName("Maya");
  const nameField = page.getByRole("textbox", { name: "Name", exact: true });
  await nameField.fill("<Maya>");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(nameField).toHaveAttribute("aria-invalid", "true");
  await expect(nameField).toBeFocused();
  await expect(nameField).toHaveValue("<Maya>");
  await nameField.fill(`${name} O’Neill`);
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Name saved")).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Main" })).toContainText(`${name} O’Neill`);

  const sessions = page.getByRole("list", { name: "Your sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(2);
  await expect(sessions.first()).toContainText("This session");
  await page.getByRole("button", { name: "End session Firefox on Linux, 192.0.2.44" }).click();
  await expect(sessions).toHaveCount(1);

  const current = page.getByRole("textbox", { name: "Current password" });
  const next = page.getByRole("textbox", { name: "New password" });
  await current.fill("not my password at all");
  await next.fill(NEXT);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(current).toHaveAccessibleDescription("This is not your current password.");
  await expect(current).toBeFocused();
  await current.fill(PASSWORD);
  const before = (await page.context().cookies()).find((cookie) => cookie.name.includes("session"))?.value;
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Password changed")).toBeVisible();
  expect((await page.context().cookies()).find((cookie) => cookie.name.includes("session"))?.value).not.toBe(before);
  await page.reload();
  await expect(sessions).toHaveCount(1);
});
