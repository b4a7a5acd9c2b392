import { type LaunchedPortal, launchPortal } from "./support/launch-portal";
import { test as base, expect } from "./support/test";

const PASSWORD = "seven quiet herons wade";

/** A portal nobody has set up yet: it prints the link. */
const test = base.extend<Record<never, never>, { fresh: LaunchedPortal }>({
  fresh: [
    // biome-ignore lint/correctness/noEmptyPattern: the fixture needs nothing, and Playwright reads the pattern
    async ({}, use) => {
      const fresh = await launchPortal({}, { until: /^Set up:.*\n/m });
      await use(fresh);
      await fresh.stop();
    },
    { scope: "worker" },
  ],
});

test("the set-up link makes the first owner once, and its token is in no request's address", async ({
  page,
  fresh,
}) => {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url(), ...Object.values(request.headers())));
  const link = fresh.output().match(/http:\/\/\S+\/setup#token=\S+/)?.[0] ?? "";
  const token = new URL(link).hash.replace("#token=", "");
  expect(token.length).toBeGreaterThan(20);
  expect(new URL(link).origin).toBe(fresh.appUrl);

  await page.goto(`${fresh.appUrl}/setup`);
  await expect(page.getByText("This is not a complete set-up link.")).toBeVisible();
  await page.goto(`${fresh.appUrl}/setup#token=${"A".repeat(token.length)}`);
  await page.reload();
  await expect(page.getByText("This is not a complete set-up link.")).toBeVisible();

  await page.goto(link);
  await expect(page).toHaveURL(`${fresh.appUrl}/setup`);
  await page.getByLabel("Name").fill("Ines Okafor");
  await page.getByLabel("Email").fill("ines.okafor@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill("too short");
  await page.getByRole("button", { name: "Create owner" }).click();
  // The hint says how long as well; the answer alone marks the field.
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveAccessibleDescription(/15 characters/);
  await expect(page.getByRole("textbox", { name: "Password" })).toBeFocused();
  await expect(page.getByLabel("Email")).toHaveValue("ines.okafor@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create owner" }).click();
  await expect(page).toHaveURL(`${fresh.appUrl}/provisioning-keys`);
  await expect(page.getByRole("heading", { name: "No provisioning keys yet" })).toBeVisible();
  await expect(page.getByText("Ines Okafor")).toBeVisible();
  await expect(page.getByText("Owner", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await page.goto(link);
  await page.getByLabel("Name").fill("Somebody Else");
  await page.getByLabel("Email").fill("somebody.else@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create owner" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(`${fresh.appUrl}/setup`);

  await page.goto(`${fresh.appUrl}/sign-in`);
  await page.getByLabel("Email").fill("Ines.Okafor@Example.com");
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${fresh.appUrl}/provisioning-keys`);
  expect(addresses.filter((text) => text.includes(token))).toEqual([]);
});
