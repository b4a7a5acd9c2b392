import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { nameKey } from "@/lib/services/name/schema";
import { createConnector, createGroup, createKey } from "@/prisma/factories";
import { findBarriers } from "./support/barriers";
import { uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const table = (page: Page) => page.getByRole("table", { name: "App Connector Groups" });
const rowOf = (page: Page, name: string) => table(page).getByRole("row").filter({ hasText: name });

test("a group is added with every field, found, and edited from its row", async ({ page, signInAs }) => {
  const name = uniqueName("Rotterdam Port");
  await signInAs("ADMIN");
  await page.goto("/provisioning-keys");
  const tabs = page.getByRole("navigation", { name: "App Connector Management" });
  await tabs.getByRole("link", { name: "App Connector Groups" }).click();
  await page.getByRole("button", { name: "Add group", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Add App Connector Group" });
  await dialog.getByRole("button", { name: "Add group" }).click();
  await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Enter a name.");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Location", { exact: true }).fill("Rotterdam, Netherlands");
  await dialog.getByLabel("Latitude").fill("north");
  await dialog.getByLabel("Longitude").fill("4,14");
  await dialog.getByLabel("Country").fill("nether");
  await page.getByRole("option", { name: "Netherlands", exact: false }).last().click();
  await dialog.getByLabel("Allow list").fill("10.40.0.0/16\n10.0.0.5/8");
  await dialog.getByLabel("Update time").click();
  await page.getByRole("option", { name: "02:15" }).click();
  await dialog.getByRole("button", { name: "Add group" }).click();
  await expect(dialog.getByLabel("Latitude")).toBeFocused();
  await expect(dialog.getByLabel("Latitude")).toHaveValue("north");
  await expect(dialog.getByLabel("Latitude")).toHaveAccessibleDescription("Enter the latitude in degrees.");
  await expect(dialog.getByLabel("Allow list")).toHaveAccessibleDescription(/did you mean 10\.0\.0\.0\/8/);
  await dialog.getByLabel("Latitude").fill("51.95");
  await dialog.getByLabel("Allow list").fill("10.40.0.0/16");
  await dialog.getByRole("button", { name: "Add group" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("searchbox").fill(name);
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(rowOf(page, name)).toContainText("Rotterdam, Netherlands");
  expect(await prisma.connectorGroup.findUniqueOrThrow({ where: { nameKey: nameKey(name) } })).toMatchObject({
    latitude: 51.95,
    longitude: 4.14,
    allowList: ["10.40.0.0/16"],
    updateDay: 0,
    updateMinute: 135,
    dnsResolution: "IPV4_AND_IPV6",
  });
  await page.getByRole("button", { name: `Expand ${name}` }).click();
  await expect(page.getByText("51.95, 4.14")).toBeVisible();
  await expect(page.getByRole("img", { name: "Map: 51.95° north, 4.14° east" })).toBeVisible();
  await expect(page.getByText("Sunday 02:15 UTC")).toBeVisible();

  await page.getByRole("button", { name: `Edit ${name}` }).click();
  const edit = page.getByRole("dialog", { name: `Edit ${name}` });
  await edit.getByRole("switch", { name: "Group enabled" }).click();
  await edit.getByRole("button", { name: "Save changes" }).click();
  await expect(edit).toBeHidden();
  await expect(rowOf(page, name).first()).toContainText("Disabled");
});

test("the second of two editors sees what the first saved, and loses nothing", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Contended") });
  await signInAs("ADMIN");
  await page.goto(`/connector-groups?edit=${group.id}`);
  const dialog = page.getByRole("dialog", { name: `Edit ${group.name}` });
  await dialog.getByRole("textbox", { name: "Description" }).fill("mine");
  await dialog.getByLabel("Location", { exact: true }).fill("Oslo");
  await prisma.connectorGroup.update({
    where: { id: group.id },
    data: { description: "theirs", countryCode: "NO", version: 2, updatedByName: "Grace" },
  });
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog.getByRole("alert").first()).toContainText("Grace changed this group");
  await expect(dialog.getByText("Taken over from Grace: Country.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Description" })).toHaveValue("mine");
  await dialog.getByRole("button", { name: "Use the saved Description" }).click();
  await expect(dialog.getByRole("textbox", { name: "Description" })).toHaveValue("theirs");
  await dialog.getByRole("button", { name: "Save over version 2" }).click();
  await expect(dialog).toBeHidden();
  expect(await prisma.connectorGroup.findUniqueOrThrow({ where: { id: group.id } })).toMatchObject({
    description: "theirs",
    location: "Oslo",
    countryCode: "NO",
    version: 3,
  });
});

test("an allow list is pasted, corrected, taken back and saved by keyboard", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Allowed"), allowList: ["10.0.0.0/8"] });
  await signInAs("ADMIN");
  await page.goto(`/connector-groups?edit=${group.id}`);
  const dialog = page.getByRole("dialog", { name: `Edit ${group.name}` });
  const field = dialog.getByLabel("Allow list");
  const entries = dialog.getByRole("list", { name: "Entries" }).getByRole("listitem");
  await field.focus();
  await field.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", '["10.1.0.0/16", "10.0.0.0/8"]\n192.168.1.5/24; nowhere ::/0');
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(field).toBeFocused();
  await expect(entries).toContainText([
    "10.0.0.0/8",
    "Inside 10.0.0.0/8: it changes nothing.",
    "In the list already",
    "did you mean 192.168.1.0/24?",
    "is not an IPv4 or IPv6 address",
    "Lets in every IPv6 address.",
  ]);
  const edit = (entry: string) => dialog.getByRole("button", { name: `Edit ${entry}`, exact: true });
  await dialog.getByRole("button", { name: "Save changes" }).press("Enter");
  await expect(field).toHaveAccessibleDescription("Correct or remove the 2 entries marked below.");
  await expect(edit("192.168.1.5/24")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("button", { name: "Use 192.168.1.0/24" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(edit("192.168.1.0/24")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Entry nowhere")).toBeFocused();
  await page.keyboard.type("half");
  await page.keyboard.press("Escape");
  await expect(edit("nowhere")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("203.0.113.7");
  await page.keyboard.press("Enter");
  await expect(edit("203.0.113.7/32")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(edit("::/0")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(entries).toHaveCount(6);
  await expect(edit("203.0.113.7/32")).toBeFocused();
  await dialog.getByRole("button", { name: "Remove all" }).press("Enter");
  await expect(field).toBeFocused();
  await expect(entries).toHaveCount(0);
  await dialog.getByRole("button", { name: "Undo" }).press("Enter");
  await dialog.getByRole("button", { name: "Remove 2 without effect" }).press("Enter");
  await expect(entries).toHaveCount(4);
  // What is typed and not added yet is saved too.
  await field.fill("198.51.100.0/24");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toBeHidden();
  const { allowList } = await prisma.connectorGroup.findUniqueOrThrow({ where: { id: group.id } });
  expect(allowList).toEqual(["10.0.0.0/8", "192.168.1.0/24", "203.0.113.7/32", "::/0", "198.51.100.0/24"]);
});

test("a group in use is disabled from its row but cannot be deleted; an unused one can", async ({ page, signInAs }) => {
  const label = uniqueName("Deletable");
  const used = await createGroup(prisma, { name: `${label} used` });
  const free = await createGroup(prisma, { name: `${label} free` });
  const key = await createKey(prisma, { group: used });
  await createConnector(prisma, key);
  await signInAs("OWNER");
  await page.goto(`/connector-groups?q=${label}&filter=status:any:active`);
  await page.getByRole("button", { name: `Disable ${used.name}` }).click();
  const question = page.getByRole("alertdialog", { name: `Disable ${used.name}?` });
  await expect(question).toContainText("1 provisioning key enrolls no connector");
  await expect(question).toContainText("1 enrolled App Connector keeps working");
  await question.getByRole("button", { name: "Disable group" }).click();
  await expect(rowOf(page, used.name)).toHaveCount(0);
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(rowOf(page, used.name)).toContainText("Disabled");
  await page.getByRole("button", { name: `Delete ${used.name}` }).click();
  const refusal = page.getByRole("alertdialog", { name: `Delete ${used.name}?` });
  await expect(refusal).toContainText(`1 provisioning key: ${key.name}`);
  await expect(refusal.getByRole("button", { name: "Delete group" })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  // By keyboard: the focus that came back shows a tooltip, which lies over the row above.
  await page.getByRole("button", { name: `Delete ${free.name}` }).press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete group" }).click();
  await expect(rowOf(page, free.name)).toHaveCount(0);
  await page.getByRole("link", { name: `Provisioning keys of ${used.name}: 1` }).click();
  await expect(page.getByRole("table", { name: "App Connector Provisioning Keys" })).toContainText(key.name);
});

test("a Viewer reads the groups and is offered no change", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Read only") });
  await signInAs("VIEWER");
  await page.goto(`/connector-groups?q=${group.name}&edit=${group.id}`);
  await expect(page.getByRole("dialog", { name: "This group cannot be edited" })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).last().click();
  await expect(rowOf(page, group.name)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add group" })).toHaveCount(0);
  for (const verb of ["Edit", "Disable", "Delete"]) {
    await expect(page.getByRole("button", { name: `${verb} ${group.name}` })).toHaveCount(0);
  }
});

for (const { colorScheme, viewport } of [
  { colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const) {
  test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
    test.use({ colorScheme, viewport });

    test("the groups and their dialogs have no serious barrier", async ({ page, signInAs }) => {
      const label = uniqueName("Axe");
      const group = await createGroup(prisma, { name: `${label} group`, allowList: ["10.0.0.0/8", "10.1.0.0/16"] });
      await createGroup(prisma, { name: `${label} off`, enabled: false });
      await createKey(prisma, { group });
      await signInAs("ADMIN");
      const at = async (search: string, seen: ReturnType<Page["getByRole"]>) => {
        await page.goto(`/connector-groups?q=${label}${search}`);
        await expect(seen).toBeVisible();
        expect(await findBarriers(page), search).toEqual([]);
      };
      await at(`&expanded=${group.id}`, page.getByRole("heading", { name: "Settings" }));
      await at(`&edit=${group.id}`, page.getByRole("dialog"));
      await at(`&delete=${group.id}`, page.getByRole("alertdialog"));
      await at(`&filter=keys:eq:1&disable=${group.id}`, page.getByRole("alertdialog"));
      await at("nothing", page.getByText(/No group matches/));
    });
  });
}
