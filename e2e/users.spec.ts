import { prisma } from "@/lib/db";
import { captureAction, replayAction } from "./support/actions";
import { findBarriers } from "./support/barriers";
import { uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const PASSWORD = "nine brown horses sing";

test.describe("users", () => {
  test.use({ expectedConsole: [/status of 403/] });

  test("somebody is invited by link, joins, gets a role, and is disabled at once", async ({
    page,
    browser,
    portal,
    guardConsole,
    signInAs,
  }) => {
    const owner = await signInAs("OWNER");
    const email = `${uniqueName("maya")}@example.com`;
    await page.goto("/users");
    await page.getByRole("button", { name: "Invite user" }).click();
    const field = page.getByRole("textbox", { name: "Email" });
    await field.fill("not an address");
    await page.getByRole("button", { name: "Create invite link" }).click();
    await expect(field).toHaveAccessibleDescription("Enter an email address like name@example.com.");
    await expect(field).toBeFocused();
    await field.fill(owner.email);
    await page.getByRole("button", { name: "Create invite link" }).click();
    await expect(field).toHaveAccessibleDescription("This email address already has an account.");
    await field.fill(email);
    expect(await findBarriers(page)).toEqual([]);
    const sent = await captureAction(page, () => page.getByRole("button", { name: "Create invite link" }).click());
    const link =
      (await page
        .getByRole("alertdialog", { name: "Invite link" })
        .getByText(/#token=/)
        .textContent()) ?? "";
    expect(link.startsWith(`${portal.appUrl}/invite#token=`)).toBe(true);
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("row", { name: new RegExp(email) })).toContainText("Invited");

    const context = await browser.newContext({ baseURL: portal.appUrl });
    const theirs = await context.newPage();
    guardConsole(theirs);
    const addresses: string[] = [];
    theirs.on("request", (request) => addresses.push(request.url()));
    await theirs.goto(link);
    await expect(theirs.getByText(`invites ${email} to`)).toBeVisible();
    await expect(theirs).toHaveURL(/\/invite$/);
    expect(await findBarriers(theirs)).toEqual([]);
    const name = uniqueName("Maya");
    await theirs.getByRole("textbox", { name: "Name" }).fill(`${name} O’Neill`);
    await theirs.getByRole("textbox", { name: "Password" }).fill("too short");
    await theirs.getByRole("button", { name: "Create account" }).click();
    await expect(theirs.getByRole("textbox", { name: "Password" })).toHaveAttribute("aria-invalid", "true");
    await expect(theirs.getByRole("textbox", { name: "Name" })).toHaveValue(`${name} O’Neill`);
    await theirs.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await theirs.getByRole("button", { name: "Create account" }).click();
    await expect(theirs).toHaveURL(/\/provisioning-keys$/);
    expect(addresses.filter((address) => address.includes(link.split("#token=")[1] ?? "?"))).toEqual([]);
    expect((await theirs.goto("/users"))?.status()).toBe(403);
    const forged = await replayAction(theirs, sent, sent.body);
    expect(forged.text).toContain("Your role does not allow this (user.write).");
    expect(await prisma.userInvite.count({ where: { email } })).toBe(1);

    await page.goto("/users");
    await page.getByRole("button", { name: `Actions for ${name} O’Neill` }).click();
    await page.getByRole("menuitem", { name: "Change role" }).click();
    await page.getByRole("radio", { name: "Admin" }).click();
    await page.getByRole("button", { name: "Change role" }).click();
    await expect(page.getByText("Role changed")).toBeVisible();
    await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Admin");
    await page.getByRole("button", { name: `Actions for ${name} O’Neill` }).click();
    await page.getByRole("menuitem", { name: "Disable" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
    await expect(page.getByText(`${name} O’Neill disabled`)).toBeVisible();
    await theirs.goto("/provisioning-keys");
    await expect(theirs.getByRole("button", { name: "Sign in" })).toBeVisible();
    await context.close();

    await page.getByRole("button", { name: `Actions for ${name} O’Neill` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText(`${name} O’Neill deleted`)).toBeVisible();
    await expect(page.getByRole("row", { name: new RegExp(name) })).toHaveCount(0);
    // What they did names them still, and leads to nobody.
    await page.goto(`/audit-log?q=${name}&expanded=all`);
    const deleted = page.getByRole("row", { name: /User deleted/ });
    await expect(deleted).toContainText(`${name} O’Neill`);
    await expect(page.getByRole("link", { name: new RegExp(name) })).toHaveCount(0);
  });
});
