import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { systemActor } from "@/lib/services/actor";
import { raiseNotifications } from "@/lib/services/notifications/raise";
import { createKey } from "@/prisma/factories";
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
  // Whatever other tests left behind is told of before this user comes.
  await look();
  await signInAs("VIEWER");
  const key = await createKey(prisma, { name: uniqueName("bell"), maximum: 10, used: 9 });
  await page.goto("/provisioning-keys");
  await expect(page.getByText(/^Live$/)).toBeVisible();
  await useUp(key);
  await look();
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
  await expect(page.getByRole("button", { name: `Expand ${key.name}` })).toHaveAttribute("aria-expanded", "true");

  await page.goto("/notifications");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(bell(page)).toHaveAccessibleName("Notifications");
  await page.getByRole("link", { name: "Unread" }).click();
  await expect(page.getByRole("heading", { name: "All read" })).toBeVisible();
});
