import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { createConnector, createGroup, createKey } from "@/prisma/factories";
import { uniqueName, waitForAnimations } from "./support/keys-page";
import { expect, test } from "./support/test";

/** Controls that reach out of the window with nothing to scroll them in by, and whether the whole page scrolls sideways. */
async function findCutOff(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      ((/auto|scroll/u.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth) ||
        scrolls(element.parentElement));
    const isCutOff = (element: Element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1 || !element.checkVisibility({ visibilityProperty: true })) return false;
      return (right > innerWidth + 1 || left < -1) && !scrolls(element.parentElement);
    };
    // What is hidden from assistive technology is what stands in for a control in forms.
    const controls = document.querySelectorAll("main :is(a, button, input, select, textarea), [role$=dialog] *");
    const seen = [...controls].filter((element) => !element.closest("[aria-hidden=true]"));
    const names = seen.filter(isCutOff).map((element) => element.outerHTML.slice(0, 120));
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth ? ["the page itself", ...names] : names;
  });
}

for (const { name, width, height } of [
  { name: "at 200 % in a window of 1440", width: 720, height: 450 },
  { name: "in a window of 320", width: 320, height: 640 },
]) {
  test(`${name} nothing is cut off and no page scrolls sideways`, async ({ page, signInAs }) => {
    const prefix = uniqueName("a-rather-long-name-of-a-key-that-somebody-gave-it");
    const group = await createGroup(prisma, { name: uniqueName("Frankfurt am Main Data Center") });
    const key = await createKey(prisma, { name: prefix, group, maximum: 1_000_000, allowList: ["2001:db8::/32"] });
    const connector = await createConnector(prisma, key, { lastSeenAt: new Date() });
    await createKey(prisma, { name: `${prefix}-managed`, group, managed: { by: "deception", reason: "Locked" } });
    await page.setViewportSize({ width, height });
    await page.goto("/sign-in");
    expect(await findCutOff(page), "sign-in").toEqual([]);
    await signInAs("OWNER");
    for (const path of [
      `/provisioning-keys?q=${prefix}&expanded=all&filter=name:contains:${prefix.slice(0, 20)}`,
      `/provisioning-keys?q=${prefix}&edit=${key.id}`,
      `/provisioning-keys?q=${prefix}&delete=${key.id}`,
      `/provisioning-keys/${key.id}`,
      `/provisioning-keys/${key.id}?rotate=${key.id}`,
      `/provisioning-keys/${key.id}?revoke=${key.id}`,
      "/provisioning-keys/deleted?expanded=all",
      `/provisioning-keys?q=${uniqueName("nothing")}`,
      "/provisioning-keys/check",
      "/provisioning-keys/new",
      "/connectors/new",
      `/connector-groups?q=${group.name}&expanded=all`,
      `/connectors?q=${prefix}&expanded=all`,
      `/connectors?q=${prefix}&edit=${connector.id}`,
      "/signing-certificates?expanded=all",
      "/users",
      "/audit-log?expanded=all",
      "/settings",
      "/settings/notifications",
      "/settings/profile",
      "/notifications",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      if (/[&?](?:edit|delete|rotate|revoke)=/u.test(path)) await expect(page.locator("[role$=dialog]")).toBeVisible();
      await waitForAnimations(page);
      // A dialog that is still on its way in is not where it will be.
      await expect.poll(() => findCutOff(page), { message: path }).toEqual([]);
    }
  });
}
