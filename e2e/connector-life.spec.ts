import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import pg from "pg";
import { type RunningConnector, startConnector } from "./support/connector";
import { type EstConnector, makeEstConnector } from "./support/est-connector";
import { pasteSomewhere } from "./support/keys-page";
import { type LaunchedPortal, launchPortal, readDatabaseUrls } from "./support/launch-portal";
import { verifyByList } from "./support/revocation";
import { test as base, expect } from "./support/test";
import { nameField, openKeyStep, press, saveKey } from "./support/wizard";

const [EMAIL, PASSWORD] = ["ines.okafor@example.com", "correct horse battery staple"];

/** A portal whose connectors live fast: certificates of half a minute, a heartbeat every two. */
const test = base.extend<Record<never, never>, { fast: LaunchedPortal }>({
  fast: [
    // biome-ignore lint/correctness/noEmptyPattern: the fixture needs nothing, and Playwright reads the pattern
    async ({}, use) => {
      const fast = await launchPortal({
        CONNECTOR_CERTIFICATE_SECONDS: "30",
        ADMIN_EMAIL: EMAIL,
        ADMIN_PASSWORD: PASSWORD,
      });
      const client = new pg.Client({ connectionString: readDatabaseUrls(fast.home).ownerUrl });
      await client.connect();
      await client.query("UPDATE tenants SET heartbeat_interval_seconds = 2");
      await client.end();
      await use(fast);
      await fast.stop();
    },
    { scope: "worker" },
  ],
  baseURL: ({ fast }, use) => use(fast.appUrl),
});

const stops: (() => unknown)[] = [];
test.afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Starts the program; it ends with the test at the latest. */
function run(...args: Parameters<typeof startConnector>): RunningConnector {
  const connector = startConnector(...args);
  stops.push(connector.stop);
  return connector;
}

/** Lets the other one report until it is told to stop, at the latest with the test. */
function keepReporting(est: EstConnector): () => void {
  const stop = est.keepReporting();
  stops.push(stop);
  return stop;
}

const rowOf = (page: Page, name: string) =>
  page
    .getByRole("table", { name: "App Connectors" })
    .getByRole("row")
    .filter({ has: page.getByRole("button", { name: `Expand ${name}`, exact: true }) })
    .or(page.getByRole("row").filter({ has: page.getByRole("button", { name: `Collapse ${name}`, exact: true }) }));

test("a connector of our program and one of a standard EST client enroll, connect, renew, fall silent and are revoked, on a page that nobody reloads", async ({
  page,
  context,
  fast,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(EMAIL);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/provisioning-keys/);
  await openKeyStep(page, { newGroup: "Quay" });
  await nameField(page).fill("quay");
  await saveKey(page, "quay");
  await press(page, "Copy key");
  const keyText = await pasteSomewhere(context);
  await press(page, "Done");
  await page.getByRole("link", { name: "quay", exact: true }).first().click();
  await expect(page).toHaveURL(/\/provisioning-keys\/[0-9a-f-]{36}$/);
  const keyPage = await context.newPage();
  await keyPage.goto(page.url());
  const listed = keyPage.getByRole("table", { name: "App Connectors enrolled with this key" }).getByRole("row");
  const onKeyPage = (name: string) => listed.filter({ hasText: name });
  await page.bringToFront();
  await page.goto("/connectors");
  await expect(page.getByRole("heading", { name: "App Connectors", exact: true })).toBeVisible();
  await page.evaluate(() => Reflect.set(window, "neverReloaded", true));

  const program = run(keyText, "quay-7");
  const own = (name: string) => join(program.stateDirectory, name);
  const verifyOwn = (leaf = own("certificate.pem")) => verifyByList(leaf, own("chain.pem"), own("root.pem"));
  const first = rowOf(page, "quay-1");
  await expect(first).toContainText("Connected");
  await expect(onKeyPage("quay-1")).toContainText("Connected");
  await expect(page.getByText("1 App Connector", { exact: true })).toBeVisible();
  expect(verifyOwn()).toBe("OK");
  copyFileSync(own("certificate.pem"), own("first.pem"));

  const est = makeEstConnector(fast.gatewayPort, readFileSync(own("root.pem"), "utf8"));
  const verifyEst = () => verifyByList(est.leaf, est.authorities, own("root.pem"));
  est.enroll(keyText);
  const second = rowOf(page, "quay-2");
  await expect(second).toContainText("Not connected yet");
  expect(verifyEst()).toBe("OK");
  expect(est.report()).toBe("200");
  let fallSilent = keepReporting(est);
  await expect(second).toContainText("Connected");
  fallSilent();
  await expect(second).toContainText("Disconnected");
  expect(verifyEst()).toBe("OK");
  await expect(first).toContainText("Connected");
  expect(est.reenroll()).toBe(true);
  fallSilent = keepReporting(est);
  await expect(second).toContainText("Connected");
  fallSilent();
  expect(verifyEst()).toBe("OK");

  await expect.poll(() => program.output(), { timeout: 40_000 }).toContain("notice:Certificate renewed");
  expect(readFileSync(own("certificate.pem"), "utf8")).not.toBe(readFileSync(own("first.pem"), "utf8"));
  expect(verifyOwn()).toBe("OK");
  await expect(first).toContainText("Connected");
  expect(await program.stop()).toBe(0);
  await expect(first).toContainText("Disconnected");
  await expect(onKeyPage("quay-1")).toContainText("Disconnected");
  expect(verifyOwn()).toBe("OK");
  const again = run(null, "quay-7", program.stateDirectory);
  await expect(first).toContainText("Connected");

  for (const name of ["quay-1", "quay-2"]) {
    await rowOf(page, name)
      .getByRole("button", { name: `Revoke ${name}`, exact: true })
      .click();
    const dialog = page.getByRole("alertdialog", { name: `Revoke ${name}?` });
    await dialog.getByRole("button", { name: "Revoke App Connector" }).click();
    await expect(rowOf(page, name)).toContainText("Revoked");
  }
  expect(await again.ended).toBe(3);
  expect(again.output()).toContain("Reason: connector_revoked.");
  expect(est.report()).toBe("403");
  expect(est.reenroll()).toBe(false);
  expect([verifyOwn(own("first.pem")), verifyOwn(), verifyEst()]).toEqual(["revoked", "revoked", "revoked"]);
  expect(await page.evaluate(() => Reflect.get(window, "neverReloaded"))).toBe(true);
});
