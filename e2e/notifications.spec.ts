import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { systemActor } from "@/lib/services/actor";
import { raiseNotifications } from "@/lib/services/notifications/raise";
import { startReceiver } from "@/lib/webhook/testing/receiver";
import { createKey } from "@/prisma/factories";
import { captureAction, replayAction } from "./support/actions";
import { findBarriersInThemes } from "./support/barriers";
import { uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const look = () => raiseNotifications(systemActor("Notifications"), {});
const bell = (page: Page) => page.getByRole("banner").getByRole("link", { name: /^Notifications/ });

/** What the last use of a key leaves behind, without its connector. */
async function useUp(key: { id: string; name: string }) {
  await prisma.provisioningKey.update({ where: { id: key.id }, data: { used: 10 } });
  await prisma.auditEvent.create({
    data: {
      actorType: "CONNECTOR",
      actorName: "connector",
      action: "key.limit_reached",
      targetType: "provisioning_key",
      targetId: key.id,
      targetName: key.name,
    },
  });
}

test("a key that reaches its limit is told of by the bell, in the list, and leads to the key", async ({
  page,
  signInAs,
}) => {
  // The gateway looks by itself, soon after its start and every 30 seconds; the rest does not wait for it.
  const checkedAt = async () => (await prisma.notificationProgress.findFirstOrThrow()).checkedAt;
  await expect.poll(checkedAt).not.toBeNull();
  // Whatever other tests left behind is told of before this user comes.
  await look();
  await signInAs("VIEWER");
  const key = await createKey(prisma, { name: uniqueName("bell"), maximum: 10, used: 9 });
  await page.goto("/provisioning-keys");
  await expect(page.getByText(/^Live$/)).toBeVisible();
  // Many at once would be one notification: those of other tests are told of before.
  await look();
  await useUp(key);
  const told = async () => {
    await look();
    return await prisma.notification.count({ where: { targetId: key.id } });
  };
  // The gateway may be at a look of its own, which began before.
  await expect.poll(told).toBe(1);
  await expect(bell(page)).toHaveAccessibleName(/^Notifications, \d+ unread$/);
  await bell(page).click();

  const list = page.getByRole("list", { name: "Notifications" });
  const row = list.getByRole("listitem").filter({ hasText: key.name });
  await expect(row).toContainText("Unread: ");
  await expect(row).toContainText("is at its limit: 10 of 10 uses taken.");
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(viewport);
    expect(await findBarriersInThemes(page), `${viewport.width}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
  await row.getByRole("button", { name: /^Mark as read/ }).click();
  await expect(row).not.toContainText("Unread");
  await page.getByRole("link", { name: "At limit" }).click();
  await expect(page).toHaveURL(/kind=key_at_limit/);
  await row.getByRole("link", { name: key.name }).click();
  await expect(page).toHaveURL(new RegExp(`/provisioning-keys/${key.id}`));
  await expect(page.getByRole("heading", { name: key.name, level: 1 })).toBeVisible();

  await page.goto("/notifications");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(bell(page)).toHaveAccessibleName("Notifications");
  await page.getByRole("link", { name: "Unread" }).click();
  await expect(page.getByRole("heading", { name: "All read" })).toBeVisible();
});

test("an owner sets the webhook, sends a test and reads what became of it", async ({ page, signInAs }) => {
  test.slow();
  const receiver = await startReceiver(["hooks.example.com"], ["127.0.0.1"]);
  try {
    await signInAs("OWNER");
    await page.goto("/settings");
    await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Notifications" }).click();
    const url = page.getByRole("textbox", { name: "Webhook address" });
    const save = page.getByRole("button", { name: "Save webhook" });
    await url.fill("http://hooks.example.com/");
    await save.click();
    await expect(url).toBeFocused();
    await expect(url).toHaveAccessibleDescription("Messages are sent by https only: begin with https://.");
    await url.fill(`https://127.0.0.1:${receiver.port}/in/T0KEN`);
    await save.click();
    await expect(url).toHaveAccessibleDescription(/127\.0\.0\.1, an address of a private network/);
    await page.getByRole("switch", { name: "Allow private addresses" }).click();
    await page.getByRole("textbox", { name: "Certificate authority of the receiver" }).fill(receiver.authority);
    const sent = await captureAction(page, () => save.click());
    const secretDialog = page.getByRole("alertdialog", { name: "Webhook secret" });
    await expect(secretDialog).toContainText("whsec_");
    await secretDialog.getByRole("button", { name: "Done" }).click();
    const forged = await replayAction(page, sent, sent.body.replace('"url":"https:', '"url":"http:'));
    expect(forged.text).toContain("Messages are sent by https only");

    receiver.answer((response) => response.writeHead(403).end("token revoked"));
    await page.getByRole("button", { name: "Send test" }).click();
    const answer = page.getByRole("alert").filter({ hasText: "Not delivered." });
    await expect(answer).toContainText("The receiver answered 403.");
    await expect(answer).toContainText("token revoked");
    receiver.answer((response) => response.writeHead(204).end());
    const log = page
      .getByRole("list", { name: "Delivery log" })
      .getByRole("listitem")
      .filter({ hasText: "webhook.test" });
    await expect(log).toContainText("Failed");
    await log.getByRole("button", { name: "Send again: webhook.test" }).click();
    await expect(log).toContainText("Delivered");
    await log.getByText("2 attempts").click();
    await expect(log).toContainText(`https://127.0.0.1:${receiver.port}/…`);
    // Other tests make notifications, which come here too.
    const tests = receiver.received.filter(({ body }) => body.includes("webhook.test"));
    expect([tests.length, new Set(tests.map(({ headers }) => headers["webhook-id"])).size]).toEqual([2, 1]);
    // What waits is sent by the gateway.
    const text = uniqueName("waiting");
    await prisma.webhookDelivery.create({
      data: { event: "key.expiring", body: JSON.stringify({ text }), nextTryAt: new Date() },
    });
    await expect.poll(() => receiver.received.some(({ body }) => body.includes(text))).toBe(true);
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1440, height: 900 },
    ]) {
      await page.setViewportSize(viewport);
      // A toast on its way out is paler than its words may be.
      expect(await findBarriersInThemes(page, { part: "#content" }), `${viewport.width}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    }
    const percent = page.getByRole("spinbutton", { name: "From utilization of" });
    await percent.fill("100");
    await page.getByRole("button", { name: "Save thresholds" }).click();
    await expect(percent).toHaveAccessibleDescription("Enter a whole per cent from 1 to 99.");

    await page.getByRole("button", { name: "Remove webhook" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove webhook" }).click();
    await expect(url).toHaveValue("");
    await expect(log).not.toContainText("Send again");
  } finally {
    await receiver.close();
    await prisma.webhook.deleteMany();
  }
});
