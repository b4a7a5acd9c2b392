import { generateKeyPairSync } from "node:crypto";
import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createConnector, createGroup, createKey } from "@/prisma/factories";
import { captureAction, replayAction } from "./support/actions";
import { findBarriers } from "./support/barriers";
import { uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
const table = (page: Page) => page.getByRole("table", { name: "App Connectors" });
const rowOf = (page: Page, name: string) =>
  table(page)
    .getByRole("row")
    .filter({ has: page.getByRole("button", { name: `Expand ${name}`, exact: true }) });

test("connectors are found, approved, edited, disabled, revoked and deleted, one by one and together", async ({
  page,
  signInAs,
}) => {
  test.slow();
  const name = uniqueName("Quay");
  const key = await createKey(prisma, { name, group: await createGroup(prisma, { name: `${name} group` }) });
  const reported = {
    softwareVersion: "1.4.2",
    hostname: "quay-1.example",
    publicIp: "203.0.113.9",
    uptimeSeconds: 273_900,
  };
  const live = await createConnector(prisma, key, { ...reported, lastSeenAt: ago(5), addresses: ["10.1.2.3"] });
  const silent = await createConnector(prisma, key, { lastSeenAt: ago(3_600) });
  const pending = await createConnector(prisma, key, { state: "PENDING", publicIp: "198.51.100.7" });
  // What a certificate can be issued for.
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = new Uint8Array(publicKey.export({ type: "spki", format: "der" }));
  await prisma.enrollment.update({ where: { connectorId: pending.id }, data: { spki } });
  const lost = await createConnector(prisma, key, { lastSeenAt: ago(200 * 86_400) });

  await signInAs("ADMIN");
  // The count of a group leads to its connectors.
  await page.goto(`/connector-groups?q=${encodeURIComponent(`${name} group`)}`);
  await page.getByRole("link", { name: `App Connectors of ${name} group: 4` }).click();
  await expect(page.getByRole("heading", { name: "App Connectors", exact: true })).toBeVisible();
  const tabs = page.getByRole("navigation", { name: "App Connector Management" });
  await expect(tabs.getByRole("link", { name: "App Connectors", exact: true })).toHaveAttribute("aria-current", "page");
  await expect(rowOf(page, live.name)).toContainText("Connected");
  await expect(rowOf(page, silent.name)).toContainText("Disconnected");
  await expect(rowOf(page, pending.name)).toContainText("Pending approval");
  await page.getByRole("button", { name: `Expand ${live.name}` }).click();
  for (const text of ["3 d 4 h", "quay-1.example", "10.1.2.3"]) await expect(page.getByText(text)).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);

  const ask = async (verb: string, connector: { name: string }) => {
    await rowOf(page, connector.name)
      .getByRole("button", { name: `${verb} ${connector.name}`, exact: true })
      .click();
    const dialog = page.getByRole("alertdialog", { name: `${verb} ${connector.name}?` });
    const confirm = dialog.getByRole("button", { name: `${verb} App Connector` });
    return { dialog, confirm };
  };
  const approve = await ask("Approve", pending);
  await expect(approve.dialog).toContainText("198.51.100.7");
  await approve.confirm.click();
  await expect(rowOf(page, pending.name)).toContainText("Not connected yet");

  await rowOf(page, live.name)
    .getByRole("button", { name: `Edit ${live.name}`, exact: true })
    .click();
  const edit = page.getByRole("dialog", { name: `Edit ${live.name}` });
  await edit.getByRole("textbox", { name: "Name" }).fill(" ");
  await edit.getByRole("button", { name: "Save changes" }).click();
  await expect(edit.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription("Enter a name.");
  await edit.getByRole("textbox", { name: "Name" }).fill(`${name} north`);
  await prisma.connector.update({ where: { id: live.id }, data: { description: "Hall B", version: { increment: 1 } } });
  await edit.getByRole("button", { name: "Save changes" }).click();
  await expect(edit.getByRole("alert")).toContainText("changed this App Connector while you were editing it");
  await expect(edit.getByRole("textbox", { name: "Description" })).toHaveValue("Hall B");
  await edit.getByRole("button", { name: "Save over version 2" }).click();
  await expect(edit).toBeHidden();
  const renamed = { name: `${name} north` };

  const disable = await ask("Disable", renamed);
  const sent = await captureAction(page, () => disable.confirm.click());
  await expect(rowOf(page, renamed.name)).toContainText("Disabled");
  const revoke = await ask("Revoke", pending);
  await revoke.confirm.click();
  await expect(rowOf(page, pending.name)).toContainText("Revoked");
  const remove = await ask("Delete", silent);
  await expect(remove.dialog).toContainText("Its certificates are revoked.");
  await remove.confirm.click();
  await expect(remove.dialog).toBeHidden();
  await expect(rowOf(page, silent.name)).toHaveCount(0);
  expect(await prisma.connectorCertificate.count({ where: { connectorId: silent.id, revokedAt: null } })).toBe(0);

  await page.getByRole("button", { name: "Delete disconnected…" }).click();
  const cleanup = page.getByRole("alertdialog", { name: "Delete disconnected App Connectors?" });
  await cleanup.getByRole("radio", { name: "90 days" }).click();
  await cleanup.getByRole("button", { name: /^Delete \d+ App Connectors?$/ }).click();
  await expect(cleanup).toBeHidden();
  await expect(rowOf(page, lost.name)).toHaveCount(0);

  await signInAs("VIEWER");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`/connectors?q=${name}&expanded=all`);
  await expect(page.getByText("Hall B")).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await expect(page.getByRole("button", { name: /^(Edit|Delete|Enable|Revoke)/ })).toHaveCount(0);
  const refused = await replayAction(page, sent, sent.body);
  expect(refused.text).toContain("Your role does not allow this");
});
