import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createKey } from "@/prisma/factories";
import { findBarriers } from "./support/barriers";
import { uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

test.use({ expectedConsole: [/net::ERR_FAILED/] });

const box = (page: Page) => page.getByRole("textbox", { name: "Provisioning key" });
const portal = (page: Page) => page.getByRole("region", { name: "In this portal" });
const picture = (page: Page) => page.getByRole("img", { name: /^The key:/ });

/** A host that keys of this portal carry. */
async function readHost(): Promise<string> {
  const { id } = await createKey(prisma);
  const { host } = await prisma.provisioningKeySecret.findFirstOrThrow({
    where: { keyId: id },
    select: { host: true },
  });
  return host;
}

test("a pasted key is judged in the browser, without subtle crypto, and its secret goes nowhere", async ({
  page,
  signInAs,
}) => {
  const key = await createKey(prisma, { name: uniqueName("pasted"), state: "exhausted", host: await readHost() });
  await page.addInitScript(() => Object.defineProperty(crypto, "subtle", { value: undefined }));
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await signInAs("VIEWER");
  await page.goto("/provisioning-keys");
  await page.getByRole("link", { name: "Check a key" }).click();
  await box(page).fill(key.keyString);
  await expect(page.getByText(/^The key is complete/)).toBeVisible();
  await expect(portal(page)).toContainText(key.name);
  await expect(portal(page)).toContainText("key_exhausted");
  await expect(portal(page).getByText("Exhausted", { exact: true })).toBeVisible();
  // A Viewer changes no key.
  await expect(portal(page).getByRole("link")).toHaveText([key.name, key.group.name]);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findBarriers(page)).toEqual([]);
  }

  // Concealed until it is asked for, and still what was pasted.
  const concealing = () =>
    box(page).evaluate((element) => getComputedStyle(element).getPropertyValue("-webkit-text-security"));
  expect(await concealing()).toBe("disc");
  await page.getByRole("button", { name: "Show the key" }).click();
  expect(await concealing()).toBe("none");
  await page.getByRole("button", { name: "Hide the key" }).click();
  await expect(box(page)).toHaveValue(key.keyString);

  await page.route("**/*", (route) => route.abort());
  const at = key.keyString.length - 60;
  const wrong = key.keyString.charAt(at) === "Q" ? "R" : "Q";
  await box(page).fill(key.keyString.slice(0, at) + wrong + key.keyString.slice(at + 1));
  await expect(page.getByText(`character ${at + 1} `)).toBeVisible();
  await expect(picture(page)).toHaveAccessibleName(/Third part: 116 characters, hidden, character 57 marked/);
  await expect(page).toHaveURL(/\/provisioning-keys\/check$/);
  const secret = key.keyString.split("|")[2]?.slice(23, 65) ?? "";
  const shown = (await page.getByRole("main").textContent()) ?? "";
  for (let from = 0; from + 12 <= secret.length; from += 1) {
    const part = secret.slice(from, from + 12);
    expect(sent.filter((text) => text.includes(part))).toEqual([]);
    expect(shown).not.toContain(part);
  }
  expect((await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } })).used).toBe(key.used);
});

test("a line with a key is read, allow lists are judged for an address, and a repaired key is told apart", async ({
  page,
  signInAs,
}) => {
  const host = await readHost();
  const listed = await createKey(prisma, { name: uniqueName("listed"), allowList: ["203.0.113.0/24"], host });
  const expired = await createKey(prisma, { name: uniqueName("expired"), state: "expired", host });
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs("ADMIN");
  await page.goto("/provisioning-keys/check");
  await box(page).fill(`export LATCHKEY_KEY="${listed.keyString}"`);
  await expect(page.getByText("The value of LATCHKEY_KEY was read.")).toBeVisible();
  await expect(portal(page)).toContainText("from the addresses of its allow lists");
  const address = portal(page).getByRole("textbox", { name: "Address of the connector" });
  await address.fill("203.0.113.0/24");
  await expect(portal(page).getByRole("alert")).toContainText("Enter one address, not a network.");
  await address.fill("198.51.100.9");
  await expect(portal(page)).toContainText("ip_not_allowed");
  await expect(address).toBeFocused();
  await address.fill("203.0.113.9");
  await expect(portal(page)).toContainText("Would be accepted from 203.0.113.9.");
  expect(await findBarriers(page)).toEqual([]);

  await box(page).fill(expired.keyString.slice(0, -1));
  await expect(portal(page)).toContainText("This is about the repaired key.");
  await expect(picture(page)).toHaveAccessibleName(/gap marked after character 115/);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await portal(page).getByRole("link", { name: "Change the expiry" }).click();
  await expect(page.getByRole("dialog", { name: `Edit ${expired.name}` })).toBeVisible();

  // Neither Back nor a page kept in the browser's memory brings the key again.
  await page.goBack();
  await expect(box(page)).toHaveValue("");
  await box(page).fill(listed.keyString);
  await expect(portal(page)).toContainText(listed.name);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await expect(box(page)).toHaveValue("");
  await expect(portal(page)).toHaveCount(0);
});
