import { prisma } from "@/lib/db";
import { addFilter, bar, createThree, editor, expectRows, menu, menuButton, saveAs } from "./support/filters";
import { expect, test } from "./support/test";

test("filters are saved, switched, changed, discarded, renamed and deleted, each user's own", async ({
  page,
  browser,
  portal,
  signInAs,
  guardConsole,
}) => {
  test.slow();
  const { prefix, low, high, idle } = await createThree();
  const all = [low, high, idle];
  const user = await signInAs("VIEWER");
  await page.goto(`/provisioning-keys?q=${prefix}&filter=used:gte:15`);
  await expectRows(page, [high], all);
  await saveAs(page, "Busy ones");
  await expect(menuButton(page)).toHaveText("Busy ones");
  await expect(page).toHaveURL(/saved=/);
  await page.goto(`/provisioning-keys?q=${prefix}&filter=lastUsed:never`);
  await saveAs(page, "busy ONES");
  await expect(menu(page).getByRole("alert")).toHaveText("You have a saved filter of this name already.");
  await menu(page).getByLabel("Name of the filter").fill("Never used");
  await menu(page).getByRole("button", { name: "Save", exact: true }).click();
  await expect(menuButton(page)).toHaveText("Never used");

  await menuButton(page).click();
  await expect(menu(page).getByRole("region", { name: "Current session" }).getByRole("listitem")).toHaveCount(2);
  await menu(page)
    .getByRole("button", { name: /^Busy ones/ })
    .click();
  await expectRows(page, [high], all);
  await bar(page).getByRole("button", { name: "Value: 15" }).click();
  await editor(page).getByLabel("Value").fill("5");
  await editor(page).getByRole("button", { name: "Apply" }).click();
  await expectRows(page, [low, high], all);
  await expect(menuButton(page)).toContainText("Unsaved changes");
  await bar(page).getByRole("button", { name: "Discard Changes" }).click();
  await expectRows(page, [high], all);
  await expect(menuButton(page)).toHaveText("Busy ones");
  await addFilter(page, { field: "Status", operator: "any", choose: ["Expired"] });
  await bar(page).getByRole("button", { name: "Save Changes" }).click();
  await expect(bar(page).getByRole("button", { name: "Save Changes" })).toHaveCount(0);
  await expect(menuButton(page)).toHaveText("Busy ones");

  await menuButton(page).click();
  await menu(page).getByRole("button", { name: "Rename Busy ones" }).click();
  await menu(page).getByLabel("New name of Busy ones").fill("Busy and expired");
  await menu(page).getByRole("button", { name: "Rename" }).click();
  await menu(page).getByRole("button", { name: "Delete Never used" }).click();
  await menu(page).getByRole("button", { name: "Delete", exact: true }).click();
  await expect(menu(page).getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(menuButton(page)).toHaveText("Busy and expired");
  const stored = await prisma.savedFilter.findMany({
    where: { userId: user.id },
    select: { id: true, name: true, filters: true },
  });
  expect(stored.map(({ name }) => name)).toEqual(["Busy and expired"]);

  // What a saved filter names may be gone when it is opened again, and its session too.
  const gone = ["used:gte:15", "colour:equals:red"];
  await prisma.savedFilter.updateMany({
    where: { userId: user.id },
    data: { filters: { q: prefix, filters: gone }, sessionId: null },
  });
  await page.goto("/provisioning-keys");
  await menuButton(page).click();
  await menu(page)
    .getByRole("region", { name: "Previous sessions" })
    .getByRole("button", { name: /^Busy and expired/ })
    .click();
  await expectRows(page, [high], all);
  await expect(page.getByRole("status").filter({ hasText: "Part of “Busy and expired” is gone" })).toContainText(
    "colour:equals:red: there is no such column.",
  );

  const other = await browser.newContext({ baseURL: portal.appUrl });
  await signInAs("OWNER", other);
  const theirs = await other.newPage();
  guardConsole(theirs);
  await theirs.goto(page.url());
  await expectRows(theirs, [high], all);
  await expect(menuButton(theirs)).toHaveText("Applied filters");
  await menuButton(theirs).click();
  await expect(menu(theirs).getByText("None saved")).toHaveCount(2);
  await other.close();
});
