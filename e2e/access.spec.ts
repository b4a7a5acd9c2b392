import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createConnector, createGroup, createKey } from "@/prisma/factories";
import { findBarriersInThemes } from "./support/barriers";
import { openKeys, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";
import { expectStep } from "./support/wizard";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

for (const viewport of SIZES) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ viewport });

    test("no page or dialog has a serious barrier, light or dark", async ({ page, signInAs }) => {
      test.slow();
      const prefix = uniqueName("axe");
      const group = await createGroup(prisma, { name: uniqueName("Axe group") });
      const key = await createKey(prisma, { name: `${prefix}-key`, group, maximum: 10, allowList: ["10.0.0.0/8"] });
      await createConnector(prisma, key);
      for (const state of ["exhausted", "expired", "expiring", "disabled"] as const) {
        await createKey(prisma, { name: `${prefix}-${state}`, state, group });
      }
      await createKey(prisma, { name: `${prefix}-hidden`, viewOrExport: false, group });
      await createKey(prisma, { name: `${prefix}-managed`, managed: { by: "deception", reason: "Locked" }, group });
      const check = async (what: string) => expect(await findBarriersInThemes(page), what).toEqual([]);

      await page.goto("/sign-in");
      await check("sign-in");
      await signInAs("OWNER");
      await page.goto(`/provisioning-keys?q=${prefix}&expanded=${key.id}`);
      await expect(rowOf(page, `${prefix}-managed`)).toBeVisible();
      await check("list");
      await page.goto(`/provisioning-keys?q=${uniqueName("nothing")}`);
      await expect(page.getByText(/No key matches/)).toBeVisible();
      await check("no match");
      await page.goto(`/provisioning-keys?q=${prefix}&edit=${key.id}`);
      await expect(page.getByRole("dialog")).toBeVisible();
      await check("edit");
      await page.goto(`/provisioning-keys?q=${prefix}&delete=${key.id}`);
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await check("delete");
    });
  });
}

test("users, settings, certificates and audit log have no serious barrier in any look", async ({ page, signInAs }) => {
  test.slow();
  await signInAs("OWNER");
  const check = async (what: string, part?: string) => {
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport);
      const where = `${what}, ${viewport.width}`;
      expect(await findBarriersInThemes(page, { part }), where).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where).toBe(true);
    }
    await page.setViewportSize(SIZES[0]);
  };
  await page.goto("/users");
  await expect(page.getByRole("table", { name: "Users" })).toBeVisible();
  await check("users");
  await page.getByRole("button", { name: "Invite user" }).click();
  await page.getByRole("button", { name: "Create invite link" }).click();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveAttribute("aria-invalid", "true");
  await check("invite", "[role=dialog]");

  await page.goto("/settings");
  await page.getByRole("textbox", { name: "Enrollment host" }).fill("https://gateway");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByRole("textbox", { name: "Enrollment host" })).toBeFocused();
  await check("settings");
  await page.goto("/settings/profile");
  await expect(page.getByRole("list", { name: "Your sessions" })).toBeVisible();
  await check("profile");

  await page.goto("/signing-certificates?expanded=all");
  await expect(page.getByRole("heading", { name: "Extensions" }).first()).toBeVisible();
  await check("certificates");
  await page.getByRole("button", { name: "Add certificate" }).click();
  await page.getByRole("menuitem", { name: "Generate" }).click();
  const generate = page.getByRole("dialog", { name: "Generate certificate" });
  await generate.getByRole("button", { name: "Generate" }).click();
  await expect(generate.getByLabel("Name", { exact: true })).toBeFocused();
  await check("generate", "[role=dialog]");

  await page.goto("/audit-log");
  const event = page.getByRole("table").getByRole("button", { name: /^Expand / });
  await event.first().click();
  await expect(page.getByRole("heading", { name: "Request" })).toBeVisible();
  await check("audit log");
});

/** Presses Tab until the control has the focus. */
async function tabTo(page: Page, role: "button" | "textbox" | "spinbutton" | "checkbox" | "combobox", name: string) {
  const target = page.getByRole(role, { name, exact: true });
  await expect(target).toBeVisible();
  for (let press = 0; press < 120; press += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return target;
  }
  throw new Error(`${role} "${name}" cannot be reached with Tab`);
}

test("a key is made, revealed, edited and deleted with the keyboard alone", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Keyboard") });
  const name = uniqueName("keyboard");
  const neighbour = await createKey(prisma, { name: `${name}-2`, group });
  await signInAs("ADMIN");
  await page.goto("/provisioning-keys");
  await tabTo(page, "button", "Add provisioning key");
  await page.keyboard.press("Enter");
  await expectStep(page, 2, "Signing certificate");
  await tabTo(page, "button", "Continue");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "App Connector Group", exact: true })).toBeFocused();
  await tabTo(page, "combobox", "App Connector Group");
  await page.keyboard.type(group.name);
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expectStep(page, 4, "Create provisioning key");
  await tabTo(page, "textbox", "Name");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expectStep(page, 5, "Review");
  await tabTo(page, "button", "Save");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `${name} is ready` })).toBeFocused();
  await tabTo(page, "checkbox", "I have stored this key in a safe place");
  await page.keyboard.press("Space");
  await tabTo(page, "button", "Done");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/provisioning-keys$/);

  await openKeys(page, name);
  const reveal = await tabTo(page, "button", `Reveal provisioning key ${name}`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Hides in")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Hides in")).toHaveCount(0);
  await expect(reveal).toBeFocused();

  const edit = await tabTo(page, "button", `Edit ${name}`);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: `Edit ${name}` });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(edit).toBeFocused();
  await page.keyboard.press("Space");
  await tabTo(page, "spinbutton", "Maximum # of App Connectors");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Maximum raised to 11")).toBeVisible();
  await expect(edit).toBeFocused();

  const remove = await tabTo(page, "button", `Delete ${name}`);
  await page.keyboard.press("Enter");
  const question = page.getByRole("alertdialog", { name: `Delete ${name}?` });
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(remove).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(question.locator(":focus")).toHaveCount(1);
  await tabTo(page, "button", `Delete ${name}`);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${name} deleted`)).toBeVisible();
  await expect(page.getByRole("button", { name: `Expand ${neighbour.name}` })).toBeFocused();
});

test.describe("answers", () => {
  test("carry the headers that keep them private and in one piece", async ({ page, signInAs }) => {
    const read = async (path: string, method = "GET") => await page.request.fetch(path, { method, maxRedirects: 0 });
    const check = (what: string, { "cache-control": cache = "none", ...headers }: Record<string, string>) => {
      expect(headers["content-security-policy"], what).toContain("frame-ancestors 'none'");
      expect(headers["content-security-policy"], what).toContain("object-src 'none'");
      expect(headers["x-frame-options"], what).toBe("DENY");
      expect(headers["x-content-type-options"], what).toBe("nosniff");
      expect(cache, what).toContain("no-store");
      expect(headers["x-powered-by"], what).toBeUndefined();
      expect(headers["referrer-policy"], what).toMatch(/^(no-referrer|same-origin)$/);
    };
    for (const path of ["/sign-in", "/setup", "/provisioning-keys", "/nothing/here", "/api/health/live"]) {
      check(path, (await read(path)).headers());
    }
    await signInAs("OWNER");
    const nonces = new Set<string>();
    const statuses: Record<string, number> = {
      "/provisioning-keys": 200,
      "/provisioning-keys/new": 200,
      "/connectors/new": 200,
      "/audit-log": 200,
      "/nothing/here": 404,
      "/provisioning-keys?q=%00": 200,
      "/api/nothing": 404,
      "/api/auth/sign-out": 405,
    };
    for (const [path, status] of Object.entries(statuses)) {
      const answer = await read(path);
      expect(answer.status(), path).toBe(status);
      check(path, answer.headers());
      const policy = answer.headers()["content-security-policy"] ?? "";
      const scripts = policy.split(";").find((part) => part.includes("script-src")) ?? "";
      expect(scripts, path).not.toMatch(/unsafe-inline|unsafe-eval/);
      const nonce = policy.match(/'nonce-([^']+)'/)?.[1] ?? "";
      expect(nonce, path).not.toBe("");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(Object.keys(statuses).length);
    for (const [method, path] of [
      ["POST", "/provisioning-keys"],
      ["POST", "/api/auth/sign-out"],
      ["DELETE", "/audit-log"],
    ] as const) {
      const answer = await read(path, method);
      expect(answer.status(), `${method} ${path}`).toBe(403);
      check(`${method} ${path}`, answer.headers());
    }
  });

  test("refuse to be framed by another page", async ({ page, signInAs, portal }) => {
    await signInAs("OWNER");
    const html = `<iframe title="framed" src="${portal.appUrl}/provisioning-keys"></iframe>`;
    await page.route("**/evil-page", (route) => route.fulfill({ contentType: "text/html", body: html }));
    await page.goto(`${portal.appUrl.replace("localhost", "127.0.0.1")}/evil-page`);
    await expect.poll(() => page.frames().map((frame) => frame.url())).toContain("chrome-error://chromewebdata/");
    await expect(page.frameLocator("iframe").getByRole("table")).toHaveCount(0);
  });
});
