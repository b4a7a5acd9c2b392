import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { prisma } from "@/lib/db";
import { PLACES } from "@/lib/recipes/places";
import { SYSTEMD_RUN_UNIT, SYSTEMD_UNIT } from "@/lib/recipes/systemd-unit";
import { createGroup } from "@/prisma/factories";
import { runConnector } from "./support/connector";
import { openKeys, pasteSomewhere, rowOf } from "./support/keys-page";
import { followLinuxRecipe, readUnit, verifyUnits } from "./support/linux-recipe";
import { expect, test } from "./support/test";
import { expectStep, MAXIMUM, nameField, press, saveKey } from "./support/wizard";

test("from sign-in by wizard and Linux recipe to an enrolled connector, the limit, and back", async ({
  page,
  context,
  portal,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = "fra1-dc-autoscale";
  await createGroup(prisma, { name: "Singapore edge" });

  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("Email").fill(portal.email);
  await page.getByRole("textbox", { name: "Password" }).fill(portal.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/provisioning-keys/);

  await page.getByRole("button", { name: "Add provisioning key" }).first().click();
  await expectStep(page, 2, "Signing certificate");
  await press(page, "Generate a signing certificate");
  const generate = page.getByRole("dialog", { name: "Generate certificate" });
  await generate.getByRole("button", { name: "Generate" }).click();
  await expect(generate.getByLabel("Name", { exact: true })).toBeFocused();
  await generate.getByLabel("Name", { exact: true }).fill("Frankfurt");
  await generate.getByLabel("Common name").fill("Frankfurt Connectors");
  await generate.getByLabel("Expires on").fill("2031-12-31");
  await generate.getByRole("button", { name: "Generate" }).click();
  await expect(generate).toBeHidden();
  await expect(page.getByRole("radio", { name: "Frankfurt" })).toBeChecked();
  await press(page, "Continue");
  await press(page, "Add a new group");
  await page.getByLabel("Group name").fill("Frankfurt DC");
  await press(page, "Continue");
  await nameField(page).fill(name);
  await page.getByLabel(MAXIMUM).fill("1");
  const shown = await saveKey(page, name);
  await page.keyboard.press("Escape");
  await expect(shown).toBeVisible();
  await press(page, "Copy key");
  const keyText = await pasteSomewhere(context);
  expect(keyText).toMatch(new RegExp(`^1\\|localhost:${portal.gatewayPort}\\|[A-Za-z0-9+/]{114}==$`));
  const commands = await page.getByRole("tabpanel", { name: "Linux" }).locator("code").allInnerTexts();
  await press(page, "Done");
  await expect(shown).toBeHidden();
  expect(await page.content()).not.toContain(keyText.split("|")[2]);

  await openKeys(page, name);

  expect(commands.join("\n")).not.toContain(keyText.split("|")[2]);
  const first = await followLinuxRecipe(commands, keyText);
  expect(first.status, first.output).toBe(0);
  expect(first.output).toContain("notice:Checking Enrollment\nnotice:No valid certificate. Attempting to enroll\n");
  expect(first.output).toContain(`Connector: ${name}-1`);
  expect([readUnit(first.unit), readUnit(first.runUnit)]).toEqual([SYSTEMD_UNIT, SYSTEMD_RUN_UNIT]);
  expect(await verifyUnits(first.unit, first.runUnit)).toEqual({ status: 0, complaints: [] });
  expect(existsSync(first.unit.replace(PLACES.unit, PLACES.keyFile))).toBe(false);
  const connector = await prisma.connector.findFirstOrThrow({
    where: { name: `${name}-1` },
    select: {
      group: { select: { name: true } },
      key: { select: { name: true, used: true } },
      certificates: { select: { signingCertificate: { select: { name: true } } } },
    },
  });
  expect(connector).toEqual({
    group: { name: "Frankfurt DC" },
    key: { name, used: 1 },
    certificates: [{ signingCertificate: { name: "Frankfurt" } }],
  });
  // The unit that runs reports by itself.
  const countHeard = () => prisma.connector.count({ where: { name: `${name}-1`, lastSeenAt: { not: null } } });
  try {
    await expect.poll(countHeard).toBe(1);
  } finally {
    first.stop();
  }
  const verify = [
    "verify",
    "-purpose",
    "sslclient",
    "-CAfile",
    "root.pem",
    "-untrusted",
    "chain.pem",
    "certificate.pem",
  ];
  expect(execFileSync("openssl", verify, { cwd: first.stateDirectory, encoding: "utf8" })).toBe(
    "certificate.pem: OK\n",
  );

  await page.getByRole("button", { name: "Refresh" }).click();
  const row = rowOf(page, name);
  await expect(row.getByRole("meter")).toHaveAttribute("aria-valuenow", "1");
  await expect(row).toContainText("Exhausted");
  await expect(row.getByRole("button", { name: `Copy provisioning key ${name}` })).toBeDisabled();

  const refused = await runConnector(keyText, "fra1-app-02");
  expect(refused.code).toBe(3);
  expect(refused.output).toContain("key_exhausted");

  await row.getByRole("button", { name: `Edit ${name}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Maximum # of App Connectors").fill("2");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("Active");
  await row.getByRole("button", { name: `Copy provisioning key ${name}` }).click();
  await expect(page.getByText(/copied/i).first()).toBeVisible();
  expect(await pasteSomewhere(context)).toBe(keyText);

  const second = await runConnector(keyText, "fra1-app-02");
  expect(second.code).toBe(0);
  expect(second.output).toContain(`Connector: ${name}-2`);
});
