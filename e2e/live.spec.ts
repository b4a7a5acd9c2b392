import type { Page, Request } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createKey } from "@/prisma/factories";
import { runConnector } from "./support/connector";
import { keysTable, openKeys, pasteSomewhere, rowOf, uniqueName } from "./support/keys-page";
import { launchPortal } from "./support/launch-portal";
import { expect, test } from "./support/test";
import { MAXIMUM, nameField, openKeyStep, press, saveKey, shownKey } from "./support/wizard";

const isStream = (url: string) => url.includes("/api/events");

/** Writes what a change by somebody else leaves behind. */
async function change(key: { id: string; name: string }, data: { name?: string; maximum?: number }): Promise<void> {
  await prisma.$transaction([
    prisma.provisioningKey.update({
      where: { id: key.id },
      data: { ...data, ...(data.name && { nameKey: data.name }), version: { increment: 1 } },
    }),
    prisma.auditEvent.create({
      data: {
        actorType: "USER",
        actorName: "Somebody else",
        action: "key.edited",
        targetType: "provisioning_key",
        targetId: key.id,
        targetName: key.name,
      },
    }),
  ]);
}

async function pretendVisibility(page: Page, state: "visible" | "hidden"): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

const live = (page: Page) => page.getByText("Live", { exact: true });

test("counts rise by themselves while connectors enroll, and nothing else on the page moves", async ({
  page,
  context,
  signInAs,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAs("ADMIN");
  const name = uniqueName("burst");
  await openKeyStep(page, { newGroup: uniqueName("Burst group") });
  await nameField(page).fill(name);
  await page.getByLabel(MAXIMUM).fill("3");
  await saveKey(page, name);
  await press(page, "Copy key");
  const keyText = await pasteSomewhere(context);
  await press(page, "Done");
  await expect(shownKey(page)).toBeHidden();

  await openKeys(page, name);
  await expect(live(page)).toBeVisible();
  const expander = page.getByRole("button", { name: `Expand ${name}` });
  await expander.click();
  await expect(keysTable(page).getByRole("heading", { name: "Signing certificate" })).toBeVisible();
  const address = page.url();
  const meter = rowOf(page, name).getByRole("meter");
  for (const count of ["1", "2", "3"]) {
    expect(await runConnector(keyText, `burst-${count}`)).toMatchObject({ code: 0 });
    await expect(meter).toHaveAttribute("aria-valuenow", count);
  }
  await expect(rowOf(page, name).getByText("Exhausted")).toBeVisible();
  await expect(expander).toBeFocused();
  await expect(expander).toHaveAttribute("aria-expanded", "true");
  expect(page.url()).toBe(address);
  await expect(page.getByText(/^Updated (just now|\d+ s ago)$/)).toBeVisible();
});

test("an open dialog keeps what was typed, and the list catches up when it closes", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("typed"), maximum: 5 });
  const other = await createKey(prisma, { name: `${key.name}-b`, maximum: 5 });
  await signInAs("ADMIN");
  await openKeys(page, key.name);
  await expect(live(page)).toBeVisible();
  await rowOf(page, key.name)
    .getByRole("button", { name: `Edit ${key.name}`, exact: true })
    .click();
  const dialog = page.getByRole("dialog", { name: `Edit ${key.name}` });
  const field = dialog.getByRole("textbox", { name: "Name", exact: true });
  await field.fill(`${key.name}-half-typed`);
  const heard = page.waitForResponse((answer) => isStream(answer.url()));
  await pretendVisibility(page, "hidden");
  await pretendVisibility(page, "visible");
  await heard;
  await change(other, { maximum: 41 });
  await expect(field).toHaveValue(`${key.name}-half-typed`);
  await page.keyboard.press("Escape");
  const discard = page.getByRole("button", { name: /discard/i });
  await expect(discard.or(rowOf(page, other.name).getByText("41", { exact: true })).first()).toBeVisible();
  if (await discard.isVisible()) await discard.click();
  await expect(rowOf(page, other.name).getByText("41", { exact: true })).toBeVisible();
});

test("new rows wait while the pointer is in the table", async ({ page, signInAs }) => {
  const prefix = uniqueName("steady");
  const first = await createKey(prisma, { name: `${prefix}-m`, maximum: 5 });
  await signInAs("VIEWER");
  await page.goto(`/provisioning-keys?q=${prefix}&sort=name`);
  await expect(live(page)).toBeVisible();
  await rowOf(page, first.name).hover();
  const above = await createKey(prisma, { name: `${prefix}-a`, maximum: 5 });
  await change(first, { maximum: 42 });
  await expect(rowOf(page, first.name).getByText("42", { exact: true })).toBeVisible();
  await expect(rowOf(page, above.name)).toHaveCount(0);
  const waiting = page.getByRole("button", { name: "1 new" });
  await expect(waiting).toBeVisible();
  await waiting.click();
  await expect(rowOf(page, above.name)).toBeVisible();
  await expect(waiting).toHaveCount(0);
  const later = await createKey(prisma, { name: `${prefix}-b`, maximum: 5 });
  await change(first, { maximum: 43 });
  await expect(rowOf(page, later.name)).toBeVisible();
});

test("a hidden tab holds no stream, and reads again when it is shown", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("hidden"), maximum: 5 });
  await signInAs("VIEWER");
  const open = new Set<string>();
  const leave = (request: Request) => void open.delete(request.url());
  page.on("request", (request) => void (isStream(request.url()) && open.add(request.url())));
  page.on("requestfailed", leave);
  page.on("requestfinished", leave);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => isStream(response.url())),
    openKeys(page, key.name),
  ]);
  expect(answer.headers()["content-type"]).toContain("text/event-stream");
  expect(answer.headers()["cache-control"]).toContain("no-store");
  expect(answer.headers()["content-encoding"]).toBeUndefined();
  await expect(live(page)).toBeVisible();
  expect(open.size).toBe(1);
  await pretendVisibility(page, "hidden");
  await expect.poll(() => open.size).toBe(0);
  await change(key, { maximum: 42 });
  await expect(rowOf(page, key.name).getByText("5", { exact: true })).toBeVisible();
  await pretendVisibility(page, "visible");
  await expect(rowOf(page, key.name).getByText("42", { exact: true })).toBeVisible();
  expect(open.size).toBe(1);
});

test.describe("streams that are refused", () => {
  test.use({ expectedConsole: [/status of 4\d\d/] });

  test("other sites, visitors, unknown resources, and more at a time than a browser can spare", async ({
    page,
    signInAs,
  }) => {
    const path = "/api/events?resource=provisioning_keys";
    expect((await page.request.get(path)).status()).toBe(401);
    await signInAs("VIEWER");
    for (const site of ["cross-site", "same-site", "none"]) {
      expect((await page.request.get(path, { headers: { "sec-fetch-site": site } })).status()).toBe(403);
    }
    expect((await page.request.get("/api/events?resource=users")).status()).toBe(403);
    expect((await page.request.get("/api/events?resource=tenants")).status()).toBe(422);
    // A page that is not kept up to date has no stream of its own.
    await page.goto("/settings/profile");
    const statuses = await page.evaluate(async (url) => {
      const gone = new AbortController();
      const open = async (signal?: AbortSignal) => (await fetch(url, { signal: signal ?? null })).status;
      const first: number[] = [];
      for (let i = 0; i < 4; i += 1) first.push(await open(gone.signal));
      const fifth = await open();
      gone.abort();
      return { first, fifth };
    }, path);
    expect(statuses).toEqual({ first: [200, 200, 200, 200], fifth: 429 });
    await openKeys(page, "");
    await expect(live(page)).toBeVisible();
  });
});

test("a session that is revoked elsewhere ends the open page too", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("ended"), maximum: 5 });
  const user = await signInAs("VIEWER");
  await openKeys(page, key.name);
  await expect(live(page)).toBeVisible();
  await prisma.session.updateMany({ where: { userId: user.id }, data: { revokedAt: new Date() } });
  await change(key, { maximum: 42 });
  await expect(page).toHaveURL(/\/sign-in/);
});

test.describe("without the server", () => {
  test.use({ expectedConsole: [/net::ERR_/] });

  test("a stop does not wait for open pages, and they keep what they show", async ({ page }) => {
    const [email, password] = ["stop@example.com", "correct horse battery staple"];
    const own = await launchPortal({ ADMIN_EMAIL: email, ADMIN_PASSWORD: password });
    await page.goto(`${own.appUrl}/sign-in?next=/provisioning-keys`);
    await page.getByLabel("Email").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(live(page)).toBeVisible();
    await own.stop();
    expect(own.output()).toContain("finishing requests in flight");
    expect(own.output()).not.toContain("cut off");
    await expect(page.getByText(/Live updates paused\. Showing data from/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "No provisioning keys yet" })).toBeVisible();
  });

  test("the page says how old its rows are, and comes back by itself", async ({ page, context, signInAs }) => {
    const key = await createKey(prisma, { name: uniqueName("offline"), maximum: 5 });
    await signInAs("VIEWER");
    await openKeys(page, key.name);
    await expect(live(page)).toBeVisible();
    const words = rowOf(page, key.name).getByText(key.name, { exact: true });
    const black = await words.evaluate((element) => getComputedStyle(element).color);
    await context.setOffline(true);
    const banner = page.getByText("Live updates paused.", { exact: false }).first();
    await expect(page.getByText(/Showing data from \d\d:\d\d\./)).toBeVisible();
    await expect(banner).toBeVisible();
    await expect(page.getByText("Paused", { exact: true })).toBeVisible();
    await expect(words).toBeVisible();
    await expect(words).not.toHaveCSS("color", black);
    await change(key, { maximum: 42 });
    await context.setOffline(false);
    await expect(rowOf(page, key.name).getByText("42", { exact: true })).toBeVisible();
    await expect(live(page)).toBeVisible();
    await expect(words).toHaveCSS("color", black);
    await expect(page.getByRole("button", { name: "Retry now" })).toHaveCount(0);
  });

  test("a server that refuses streams is asked ever more rarely, or at once by Retry now", async ({
    page,
    signInAs,
  }) => {
    const key = await createKey(prisma, { name: uniqueName("refused"), maximum: 5 });
    await signInAs("VIEWER");
    let tries = 0;
    await page.route(/\/api\/events/, (route) => {
      tries += 1;
      return route.abort();
    });
    await openKeys(page, key.name);
    await expect(page.getByText(/Next try in \d+ s\./)).toBeVisible();
    await expect(rowOf(page, key.name)).toBeVisible();
    expect(tries).toBeLessThanOrEqual(3);
    await page.unroute(/\/api\/events/);
    await page.getByRole("button", { name: "Retry now" }).click();
    await expect(live(page)).toBeVisible();
    await expect(page.getByRole("button", { name: "Retry now" })).toHaveCount(0);
  });
});
