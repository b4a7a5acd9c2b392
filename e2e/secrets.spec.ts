import { readFileSync } from "node:fs";
import type { Page, Request } from "@playwright/test";
import type { Role } from "@/lib/auth/permissions";
import { prisma } from "@/lib/db";
import { createKey } from "@/prisma/factories";
import { openKeys, pasteSomewhere, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";
import { nameField, openKeyStep, press, saveKey } from "./support/wizard";

/** Characters of the third field that encode nothing but the secret: bytes 17 to 48 of its 85. */
const SECRET_FROM = 23;
const SECRET_TO = 65;
const PIECE = 12;

/** What must not be seen: the third field, and each piece of the secret in it. */
function canariesOf(keyString: string): string[] {
  const field = keyString.split("|")[2] ?? "";
  const secret = field.slice(SECRET_FROM, SECRET_TO);
  const pieces = Array.from({ length: secret.length - PIECE + 1 }, (_, at) => secret.slice(at, at + PIECE));
  return [field, encodeURIComponent(field), ...pieces];
}

const findLeaks = (text: string, canaries: readonly string[]) => canaries.filter((canary) => text.includes(canary));

/**
 * Records every answer a page gets, headers and body. `read` gives, as "METHOD path", those that hold one of the texts.
 * Answers to actions are read on their way, since the browser drops the end of one that it does not need any more.
 */
async function recordAnswers(page: Page) {
  const answers: Promise<{ what: string; text: string }>[] = [];
  const addresses: string[] = [];
  const nameOf = (request: Request) => `${request.method()} ${new URL(request.url()).pathname}`;
  page.on("request", (request) => {
    const { cookie: _own, ...headers } = request.headers();
    addresses.push(request.url(), JSON.stringify(headers));
  });
  page.on("response", (answer) => {
    const request = answer.request();
    // A stream of events has no end to wait for.
    const isStream = answer.headers()["content-type"]?.startsWith("text/event-stream") ?? false;
    if (isStream || request.method() === "POST") return;
    const read = async () => {
      // What is dropped here is a page that was left: the pages are also asked for one by one, above.
      const body = await answer.text().catch(() => "");
      return { what: nameOf(request), text: JSON.stringify(answer.headers()) + body };
    };
    answers.push(read());
  });
  await page.route("**", async (route) => {
    const request = route.request();
    if (request.method() !== "POST") return await route.fallback();
    const answer = await route.fetch({ headers: await request.allHeaders(), maxRedirects: 0 });
    const text = JSON.stringify(answer.headers()) + (await answer.text());
    answers.push(Promise.resolve({ what: nameOf(request), text }));
    await route.fulfill({ response: answer });
  });
  return {
    addresses,
    read: async (canaries: readonly string[]) =>
      (await Promise.all(answers)).filter(({ text }) => findLeaks(text, canaries).length > 0).map(({ what }) => what),
  };
}

test.describe("every page, asked for in every way", () => {
  for (const role of ["OWNER", "VIEWER"] as const satisfies readonly Role[]) {
    test(`holds no piece of a key for ${role.toLowerCase()}`, async ({ page, signInAs }) => {
      const shown = await createKey(prisma, { name: uniqueName("canary-shown") });
      const hidden = await createKey(prisma, { name: uniqueName("canary-hidden"), viewOrExport: false });
      const canaries = [...canariesOf(shown.keyString), ...canariesOf(hidden.keyString)];
      await signInAs(role);
      const paths = [
        "/",
        "/audit-log",
        "/notifications",
        "/settings/notifications",
        "/provisioning-keys/new",
        `/connectors/new?step=6&key=${shown.id}`,
        `/connectors/new?step=6&key=${hidden.id}`,
        `/provisioning-keys?q=canary&expanded=all&perPage=100`,
        ...[shown, hidden].flatMap(({ id, name, fingerprint }) => [
          `/provisioning-keys?q=${name}`,
          `/provisioning-keys?q=${fingerprint}&expanded=${id}`,
          `/provisioning-keys?edit=${id}`,
          `/provisioning-keys?delete=${id}`,
          `/provisioning-keys/${id}/edit`,
          `/provisioning-keys/${id}`,
          `/provisioning-keys/${id}?rotate=${id}`,
        ]),
        `/provisioning-keys?revoke=${shown.id}`,
        "/provisioning-keys/deleted",
        "/notifications",
      ];
      const ways: Record<string, string>[] = [
        {},
        { rsc: "1" },
        { rsc: "1", "next-router-prefetch": "1" },
        { rsc: "1", "next-router-segment-prefetch": "/_tree" },
        { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
      ];
      let named = 0;
      for (const path of paths) {
        for (const headers of ways) {
          const answer = await page.request.get(path, { headers });
          const text = await answer.text();
          const what = `${path} ${JSON.stringify(headers)}`;
          expect(answer.status(), what).toBeLessThan(500);
          expect(findLeaks(text + JSON.stringify(answer.headers()), canaries), what).toEqual([]);
          if (text.includes(shown.fingerprint) || text.includes(shown.name)) named += 1;
        }
      }
      // Otherwise the pages looked at were not those that show the keys.
      expect(named).toBeGreaterThan(5);
    });
  }

  test("shows nothing to a visitor", async ({ page }) => {
    const key = await createKey(prisma, { name: uniqueName("canary-visitor") });
    for (const path of [`/provisioning-keys?q=${key.name}`, `/provisioning-keys?edit=${key.id}`, "/audit-log"]) {
      for (const headers of [{}, { rsc: "1" }, { "x-middleware-subrequest": "proxy" }] as Record<string, string>[]) {
        const answer = await page.request.get(path, { headers, maxRedirects: 0 });
        const text = await answer.text();
        expect(answer.status(), path).not.toBe(200);
        expect(text).not.toContain(key.fingerprint);
        expect(text).not.toContain(key.group.name);
      }
    }
  });
});

test("a key is in the one answer that hands it out, and nowhere else", async ({ page, context, portal, signInAs }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const key = await createKey(prisma, { name: uniqueName("canary-used") });
  const canaries = canariesOf(key.keyString);
  await signInAs("OWNER");
  const record = await recordAnswers(page);
  const inPage = async () => findLeaks(await page.content(), canaries);

  await openKeys(page, key.name);
  const row = rowOf(page, key.name);
  await page.getByRole("button", { name: `Expand ${key.name}` }).click();
  await expect(page.locator(`#detail-${key.id}`)).toContainText(key.fingerprint);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText("List refreshed")).toBeAttached();
  expect(await record.read(canaries)).toEqual([]);
  expect(await inPage()).toEqual([]);

  await row.getByRole("button", { name: `Reveal provisioning key ${key.name}` }).click();
  await expect(page.getByText(key.keyString)).toBeVisible();
  expect(await record.read(canaries)).toEqual(["POST /provisioning-keys"]);
  await page.getByRole("dialog").getByRole("button", { name: "Hide", exact: true }).click();
  await expect(page.getByText(key.keyString)).toHaveCount(0);
  expect(await inPage()).toEqual([]);

  await row.getByRole("button", { name: `Copy provisioning key ${key.name}` }).click();
  await expect(page.getByText(`Provisioning key ${key.name} copied`)).toBeVisible();
  expect(await pasteSomewhere(context)).toBe(key.keyString);
  await row.getByRole("button", { name: `Edit ${key.name}` }).click();
  await page.getByRole("dialog").getByLabel("Maximum # of App Connectors").fill("44");
  await page.getByRole("dialog").getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Maximum raised to 44")).toBeVisible();
  await page.getByRole("link", { name: "Audit log" }).click();
  await expect(page.getByRole("table", { name: "Audit log" })).toContainText("Key copied");

  expect(await record.read(canaries)).toEqual(["POST /provisioning-keys", "POST /provisioning-keys"]);
  expect(findLeaks(record.addresses.join("\n"), canaries)).toEqual([]);
  expect(await inPage()).toEqual([]);
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state, document.cookie]),
  );
  expect(findLeaks(kept, canaries)).toEqual([]);
  const audit = await prisma.auditEvent.findMany({ where: { targetId: key.id } });
  expect(audit.map(({ action }) => action).sort()).toEqual([
    "key.copied",
    "key.edited",
    "key.maximum_raised",
    "key.revealed",
  ]);
  expect(
    findLeaks(
      JSON.stringify(audit, (_, value) => (typeof value === "bigint" ? String(value) : value)),
      canaries,
    ),
  ).toEqual([]);
  const log = readFileSync(portal.logFile, "utf8");
  expect(log).toContain("Gateway:");
  expect(findLeaks(log, canaries)).toEqual([]);
});

test("a downloaded key is in its file, and nowhere else", async ({ page, portal, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("canary-saved") });
  const canaries = canariesOf(key.keyString);
  await signInAs("ADMIN");
  await openKeys(page, key.name);
  const saved = page.waitForEvent("download");
  await rowOf(page, key.name)
    .getByRole("button", { name: `Download provisioning key ${key.name}` })
    .click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(new RegExp(`^provisioning-key-[a-z0-9-]+-${key.fingerprint}\\.txt$`));
  expect(readFileSync(await file.path(), "utf8")).toBe(`${key.keyString}\n`);
  await expect(page.getByText(`Provisioning key ${key.name} downloaded`)).toBeVisible();
  expect(findLeaks(await page.content(), canaries)).toEqual([]);
  expect(findLeaks(readFileSync(portal.logFile, "utf8"), canaries)).toEqual([]);

  const secret = page.waitForEvent("download");
  await page.getByRole("button", { name: `Expand ${key.name}` }).click();
  await page.getByRole("button", { name: `File formats of ${key.name}` }).focus();
  await page.keyboard.press("ArrowDown");
  await page.getByRole("menuitem", { name: "Kubernetes Secret" }).click();
  const manifest = await secret;
  expect(manifest.suggestedFilename()).toMatch(new RegExp(`-${key.fingerprint}\\.secret\\.yaml$`));
  expect(readFileSync(await manifest.path(), "utf8")).toContain(`\n  provisioning-key: "${key.keyString}"\n`);
  await expect(page.getByRole("button", { name: `File formats of ${key.name}` })).toBeFocused();
  const taken = await prisma.auditEvent.findMany({
    where: { targetId: key.id, action: "key.downloaded" },
    orderBy: { at: "asc" },
  });
  expect(taken.map(({ after }) => after)).toMatchObject([{ format: "plain" }, { format: "kubernetes" }]);
});

test("a new key is in the answer that made it, and nowhere else", async ({ page, portal, signInAs }) => {
  const name = uniqueName("canary-new");
  await signInAs("ADMIN");
  const record = await recordAnswers(page);
  await openKeyStep(page, { newGroup: uniqueName("Canary group") });
  await nameField(page).fill(name);
  const shown = await saveKey(page, name);
  const canaries = canariesOf((await shown.locator("code").first().textContent()) ?? "");
  await page.getByRole("checkbox", { name: "I have stored this key" }).click();
  await press(page, "Done");
  await expect(page.getByText(`Provisioning key ${name} created`)).toBeVisible();
  await expect(shown).toHaveCount(0);
  expect(await record.read(canaries)).toEqual(["POST /provisioning-keys/new"]);
  expect(findLeaks(record.addresses.join("\n"), canaries)).toEqual([]);
  expect(findLeaks(await page.content(), canaries)).toEqual([]);
  expect(findLeaks(readFileSync(portal.logFile, "utf8"), canaries)).toEqual([]);
});

test("a revealed key is announced without its text, and goes after 30 seconds", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("canary-timed") });
  const canaries = canariesOf(key.keyString);
  await page.clock.install();
  await signInAs("ADMIN");
  await openKeys(page, key.name);
  await rowOf(page, key.name)
    .getByRole("button", { name: `Reveal provisioning key ${key.name}` })
    .click();
  await expect(page.getByText(key.keyString)).toBeVisible();
  const announced = page.getByRole("status").filter({ hasText: "Key revealed for 30 seconds" });
  await expect(announced).toBeAttached();
  expect(
    await page
      .locator("[aria-label],[title]")
      .evaluateAll((all) => all.map((one) => one.outerHTML.split(">")[0]).join()),
  ).not.toContain(key.keyString.split("|")[2]);
  // The page's clock also runs by itself: half of the time leaves room for a slow machine.
  await page.clock.fastForward(15_000);
  await expect(page.getByText(/Hides in \d+ s/)).toBeVisible();
  await expect(page.getByText(key.keyString)).toBeVisible();
  await page.clock.fastForward(16_000);
  await expect(page.getByText(key.keyString)).toHaveCount(0);
  expect(findLeaks(await page.content(), canaries)).toEqual([]);
  await expect(page.getByRole("button", { name: `Reveal provisioning key ${key.name}` })).toBeVisible();
});
