import { prisma } from "@/lib/db";
import { createKey } from "@/prisma/factories";
import { openKeys, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const REFUSED = /status of 40[13]/;

test("a wrong password keeps the email and does not say which of the two is wrong", async ({ page, portal }) => {
  const messages: string[] = [];
  for (const email of [portal.email, `${uniqueName("nobody")}@example.com`]) {
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill("not the password at all");
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toBeVisible();
    messages.push((await alert.textContent()) ?? "");
    await expect(page.getByLabel("Email")).toHaveValue(email);
    await expect(page.getByRole("textbox", { name: "Password" })).toBeFocused();
    await expect(page.getByRole("textbox", { name: "Password" })).toHaveValue("");
    expect(page.url()).not.toContain("password");
  }
  expect(messages[0]).toBe(messages[1]);
});

test("what is missing is told at the field", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "Password" }).fill("whatever this may be");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription("Enter your email.");
});

for (const role of ["OWNER", "ADMIN", "VIEWER"] as const) {
  test(`what ${role.toLowerCase()} is offered`, async ({ page, signInAs }) => {
    const key = await createKey(prisma, { name: uniqueName("offered") });
    const user = await signInAs(role);
    await openKeys(page, key.name);
    const row = rowOf(page, key.name);
    const writes = role !== "VIEWER";
    await expect(row).toBeVisible();
    await expect(page.getByText(user.name)).toBeVisible();
    await expect(row.getByRole("button", { name: `Edit ${key.name}` })).toHaveCount(writes ? 1 : 0);
    await expect(row.getByRole("button", { name: `Delete ${key.name}` })).toHaveCount(writes ? 1 : 0);
    for (const verb of ["Reveal", "Copy", "Download"]) {
      const button = row.getByRole("button", { name: `${verb} provisioning key ${key.name}` });
      if (writes) await expect(button).toBeEnabled();
      else await expect(button).toBeDisabled();
    }
    const add = page.getByRole("button", { name: "Add provisioning key" });
    if (writes) await expect(add).toBeEnabled();
    else await expect(add).toBeDisabled();
    await page.getByRole("link", { name: "Audit Log" }).click();
    await expect(page.getByRole("table", { name: "Audit log" })).toBeVisible();
  });
}

test.describe("a viewer who types an address", () => {
  test.use({ expectedConsole: [REFUSED] });
  test("is refused the form for new keys", async ({ page, signInAs }) => {
    await signInAs("VIEWER");
    const answer = await page.goto("/provisioning-keys/new");
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();
    await expect(page.getByLabel("Maximum # of App Connectors")).toHaveCount(0);
  });
});

test("after signing out Back shows the sign-in page", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("left-behind") });
  const user = await signInAs("ADMIN");
  await openKeys(page, key.name);
  await expect(rowOf(page, key.name)).toBeVisible();
  await page.goto("/audit-log");
  await page.getByRole("button", { name: "Account" }).click();
  await expect(page.getByText(user.email)).toBeVisible();
  const ended = page.waitForResponse((answer) => answer.url().endsWith("/api/auth/sign-out"));
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  expect((await (await ended).allHeaders())["clear-site-data"]).toContain('"cache"');
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goBack();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByText(key.name)).toHaveCount(0);
  expect(await prisma.session.count({ where: { userId: user.id, revokedAt: null } })).toBe(0);
});

test("where to go after signing in is always a page of this portal", async ({ page, portal }) => {
  for (const next of [
    "//evil.example/a",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "\t//evil.example",
    `${portal.appUrl}@evil.example`,
  ]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page.locator('input[name="next"]'), next).toHaveValue("/provisioning-keys");
  }
  await page.goto(`/sign-in?next=${encodeURIComponent("/audit-log?page=1")}`);
  await page.locator('input[name="next"]').evaluate((input: HTMLInputElement) => {
    input.value = "//evil.example/audit-log";
  });
  await page.getByLabel("Email").fill(portal.email);
  await page.getByRole("textbox", { name: "Password" }).fill(portal.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${portal.appUrl}/provisioning-keys`);
});

test("the page one wanted comes after signing in", async ({ page, portal }) => {
  await page.goto("/audit-log?page=1");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("Email").fill(portal.email);
  await page.getByRole("textbox", { name: "Password" }).fill(portal.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/audit-log/);
  await expect(page.getByRole("table", { name: "Audit log" })).toBeVisible();
  await page.goto("/sign-in");
  await expect(page).toHaveURL(/\/provisioning-keys/);
});

test.describe("a user who is disabled", () => {
  test.use({ expectedConsole: [REFUSED] });
  test("is out at the next click", async ({ page, signInAs }) => {
    const key = await createKey(prisma, { name: uniqueName("out") });
    const user = await signInAs("OWNER");
    // A live page leaves by itself as soon as its stream says so: here the click is to find out.
    await page.route("**/api/events**", (route) => route.fulfill({ contentType: "text/event-stream", body: "" }));
    await openKeys(page, key.name);
    await expect(rowOf(page, key.name)).toBeVisible();
    await prisma.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    await rowOf(page, key.name)
      .getByRole("button", { name: `Reveal provisioning key ${key.name}` })
      .click();
    await expect(page.getByRole("alert").filter({ hasText: "signed out" })).toBeVisible();
    expect(await prisma.auditEvent.count({ where: { targetId: key.id, action: "key.revealed" } })).toBe(0);
    await page.getByRole("link", { name: "Audit Log" }).click();
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the sign-in form works, and its password is in no address", async ({ page, portal }) => {
    await page.goto("/sign-in?next=%2Faudit-log");
    await page.getByLabel("Email").fill(portal.email);
    await page.getByRole("textbox", { name: "Password" }).fill("a wrong password, this");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue(portal.email);
    await page.getByRole("textbox", { name: "Password" }).fill(portal.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(`${portal.appUrl}/audit-log`);
  });
});
