import { findBarriersInThemes } from "./support/barriers";
import {
  addFilter,
  bar,
  createThree,
  type Entry,
  editor,
  expectRows,
  fillEditor,
  filtersOf,
  menu,
  menuButton,
  saveAs,
} from "./support/filters";
import { rowOf } from "./support/keys-page";
import { expect, test } from "./support/test";

const DAY = 86_400_000;

// What each comparison means is tested on the database; here one of each kind of editor.
test("each kind of comparison finds its rows", async ({ page, signInAs }) => {
  const { prefix, group, low, high, idle } = await createThree();
  const all = [low, high, idle];
  const soon = new Date(Date.now() + DAY).toISOString().slice(0, 10);
  const cases: [Entry, string[]][] = [
    [{ field: "Name", operator: "contains", value: "-HIGH" }, [high]],
    [{ field: "App Connector Group", operator: "any", choose: [group.name] }, all],
    [{ field: "Maximum # of App Connectors", operator: "eq", value: "50" }, [idle]],
    [{ field: "Utilization", operator: "gt", value: "80" }, [high]],
    [{ field: "Maximum # of App Connectors", operator: "between", from: "20", to: "50" }, [high, idle]],
    [{ field: "Status", operator: "any", choose: ["Disabled", "Expired"] }, [idle]],
    [{ field: "Created", operator: "before", value: soon }, all],
    [{ field: "Created", operator: "after", value: soon }, []],
    [{ field: "Last used", operator: "last", value: "7" }, [low]],
    [{ field: "Last used", operator: "never" }, [idle]],
    [{ field: "Expiry", operator: "next", value: "30" }, []],
    [{ field: "Created by", operator: "any", choose: ["Factory"] }, all],
    [{ field: "Signing certificate", operator: "none", choose: ["Connector"] }, []],
  ];
  await signInAs("VIEWER");
  for (const [entry, shown] of cases) {
    await page.goto(`/provisioning-keys?q=${prefix}&page=2`);
    await addFilter(page, entry);
    await expect(page).toHaveURL(new RegExp(`filter=\\w+:${entry.operator}`));
    expect(new URL(page.url()).searchParams.has("page")).toBe(false);
    await expectRows(page, shown, all);
    if (shown.length === 0) await expect(page.getByText(/No key matches/)).toContainText("and the filters");
  }
});

test("filters hold together, the address reproduces them, Back takes the last one away", async ({ page, signInAs }) => {
  const { prefix, low, high, idle } = await createThree();
  const all = [low, high, idle];
  await signInAs("VIEWER");
  await page.goto(`/provisioning-keys?q=${prefix}`);
  await addFilter(page, { field: "Maximum # of App Connectors", operator: "gte", value: "50" });
  await expectRows(page, [low, idle], all);
  await addFilter(page, { field: "Last used", operator: "never" });
  await expectRows(page, [idle], all);
  await page.goto(page.url());
  await expectRows(page, [idle], all);
  await expect(bar(page).getByRole("group", { name: /^Filter / })).toHaveCount(2);
  await page.goto(`/provisioning-keys?q=${prefix}`);
  await addFilter(page, { field: "Last used", operator: "never" });
  await expectRows(page, [idle], all);
  await page.goBack();
  await expectRows(page, all, all);
  await page.goForward();
  await expectRows(page, [idle], all);
});

test("the builder counts what a filter leaves, offers presets, names groups, and Apply waits for nothing", async ({
  page,
  signInAs,
}) => {
  const { prefix, group, low, high, idle } = await createThree();
  const all = [low, high, idle];
  const says = editor(page).getByRole("status");
  await signInAs("VIEWER");
  await page.goto(`/provisioning-keys?q=${prefix}`);
  await expect(bar(page).getByText("No filters applied")).toBeVisible();
  await expect(page.getByText(/^3 of (about )?[\d,]+ keys$/)).toBeVisible();
  await bar(page).getByRole("button", { name: "Add filter", exact: true }).click();
  await editor(page).getByLabel("Field").selectOption({ label: "Utilization" });
  await expect(says).toHaveText("");
  await editor(page).getByRole("button", { name: "≥ 80\u00a0%" }).click();
  await expect(editor(page).getByLabel("Value")).toHaveValue("80");
  await expect(editor(page).getByRole("button", { name: "≥ 80\u00a0%" })).toHaveAttribute("aria-pressed", "true");
  await expect(says).toHaveText("1 key matches");
  await editor(page).getByLabel("Value").fill("5");
  await expect(says).toHaveText("2 keys match");
  await editor(page).getByRole("button", { name: "Limit reached" }).click();
  await expect(says).toHaveText("No key matches");
  await editor(page).getByLabel("Value").fill("many");
  await expect(says).toHaveText("");
  await editor(page).getByLabel("Field").selectOption({ label: "Last used" });
  await editor(page).getByRole("button", { name: "Never" }).click();
  await expect(says).toHaveText("1 key matches");
  await editor(page).getByRole("button", { name: "Apply" }).click();
  await expectRows(page, [idle], all);
  await expect(page.getByText(/^1 of (about )?[\d,]+ keys$/)).toBeVisible();

  // A filter that is edited is counted in its own place, beside the others.
  await page.goto(`/provisioning-keys?q=${prefix}&filter=maximum:gte:50&filter=lastUsed:last:7`);
  await bar(page).getByRole("button", { name: "Value: 50" }).click();
  await expect(says).toHaveText("1 key matches");
  await editor(page).getByLabel("Value").fill("101");
  await expect(says).toHaveText("No key matches");
  await editor(page).getByRole("button", { name: "Cancel" }).click();

  await page.goto(`/provisioning-keys?q=${prefix}`);
  await bar(page)
    .getByRole("button", { name: /^Group is any of/ })
    .click();
  await fillEditor(page, { field: "App Connector Group", operator: "any", choose: [group.name] });
  await expect(says).toHaveText("3 keys match");
  await editor(page).getByRole("button", { name: "Apply" }).click();
  const chip = bar(page).getByRole("group", { name: `Filter App Connector Group is any of ${group.name}` });
  await expect(chip).toBeVisible();
  await page.reload();
  await expect(chip).toBeVisible();
  await bar(page)
    .getByRole("button", { name: `Value: ${group.name}` })
    .click();
  await expect(editor(page).getByRole("checkbox", { name: group.name, exact: true })).toBeChecked();
  await editor(page).getByRole("button", { name: "Clear" }).click();

  const held: (() => void)[] = [];
  await page.route(
    (url) => url.pathname === "/provisioning-keys",
    async (route) => {
      if (route.request().method() === "POST") await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    },
  );
  await bar(page).getByRole("button", { name: "Add filter", exact: true }).click();
  await fillEditor(page, { field: "Maximum # of App Connectors", operator: "lt", value: "50" });
  await expect.poll(() => held.length).toBe(1);
  await editor(page).getByRole("button", { name: "Apply" }).click();
  await expectRows(page, [high], all);
  await bar(page).getByRole("button", { name: "Value: 50" }).click();
  await editor(page).getByLabel("Value").fill("100");
  for (const release of held.splice(0)) release();
  await expect.poll(() => held.length).toBe(1);
  for (const release of held.splice(0)) release();
  await expect(says).toHaveText("2 keys match");
  await page.unrouteAll({ behavior: "wait" });
});

test("a chip opens on each of its parts, is changed, cleared and removed; Reset takes all away", async ({
  page,
  signInAs,
}) => {
  const { prefix, low, high, idle } = await createThree();
  const all = [low, high, idle];
  await signInAs("VIEWER");
  await page.goto(`/provisioning-keys?q=${prefix}&filter=maximum:gte:50&filter=lastUsed:last:7`);
  await expectRows(page, [low], all);
  const chip = bar(page).getByRole("group", { name: "Filter Maximum # of App Connectors ≥ 50" });
  await chip.getByRole("button", { name: "Value: 50" }).click();
  await expect(editor(page).getByLabel("Value")).toBeFocused();
  await editor(page).getByLabel("Value").fill("many");
  await editor(page).getByRole("button", { name: "Apply" }).click();
  await expect(editor(page).getByRole("alert")).toHaveText("Enter a whole number.");
  await editor(page).getByRole("button", { name: "Cancel" }).click();
  await expect(chip.getByRole("button", { name: "Value: 50" })).toBeFocused();
  await chip.getByRole("button", { name: "Operator: at least" }).press("Enter");
  await expect(editor(page).getByLabel("Operator")).toBeFocused();
  await editor(page).getByLabel("Operator").selectOption("lt");
  await editor(page).getByRole("button", { name: "Apply" }).press("Enter");
  await expect(page).toHaveURL(/maximum:lt:50/);
  expect(filtersOf(page)).toEqual(["maximum:lt:50", "lastUsed:last:7"]);
  await expectRows(page, [], all);
  await expect(page.getByText("Maximum # of App Connectors < 50 · Last used in the last 7 days")).toBeVisible();
  await bar(page).getByRole("button", { name: "Remove filter Last used in the last 7 days" }).click();
  await expectRows(page, [high], all);
  await expect(bar(page).getByRole("button", { name: "Add filter", exact: true })).toBeFocused();
  await bar(page).getByRole("button", { name: "Field: Maximum # of App Connectors" }).click();
  await editor(page).getByRole("button", { name: "Clear" }).click();
  await expectRows(page, all, all);
  await expect(page.getByText("No filters applied")).toBeVisible();

  await bar(page)
    .getByRole("button", { name: /^Utilization ≥/ })
    .click();
  await editor(page).getByLabel("Value").press("Enter");
  await expectRows(page, [high], all);
  await bar(page).getByRole("button", { name: "Reset" }).click();
  await expectRows(page, all, all);
  await page.goto(`/provisioning-keys?q=${prefix}&filter=used:gt:500`);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expectRows(page, all, all);
});

test("what an address asks for and cannot have is said, and the rest holds", async ({ page, signInAs }) => {
  const { prefix, low, high, idle } = await createThree();
  await signInAs("VIEWER");
  const bad = ["secret:equals:x", "status:any:active,gone", "used:gte:1e9", "name:contains:", "created:last:99999"];
  const search = new URLSearchParams([["q", prefix], ...bad.map((text) => ["filter", text])]);
  const answer = await page.goto(`/provisioning-keys?${search}`);
  expect(answer?.status()).toBe(200);
  const notice = page.getByRole("status").filter({ hasText: "Part of the address was left out." });
  await expect(notice).toContainText("secret:equals:x: there is no such column.");
  await expect(notice).toContainText("“Status” has no choice “gone”.");
  await expect(notice).toContainText("more.");
  await expectRows(page, [low, high], [low, high, idle]);
  await page.goto(`/provisioning-keys?q=${prefix}&filter=${encodeURIComponent("name:contains:_%")}`);
  await expectRows(page, [], [low, high, idle]);
});

test("the hidden bar stays hidden, from the first paint on", async ({ page, signInAs }) => {
  await signInAs("VIEWER");
  await page.goto("/provisioning-keys?filter=used:gt:500");
  await page.getByRole("button", { name: "Hide Filters" }).click();
  await expect(bar(page)).toHaveCount(0);
  const html = await (await page.request.get("/provisioning-keys?filter=used:gt:500")).text();
  expect(html).toContain("Show Filters");
  expect(html).not.toContain("Remove filter");
  await page.reload();
  await page.getByRole("button", { name: "Show Filters" }).click();
  await expect(bar(page).getByRole("group", { name: /^Filter / })).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole("button", { name: "Hide Filters" })).toBeVisible();
});

for (const width of [1440, 390]) {
  test.describe(`${width} wide`, () => {
    test.use({ viewport: { width, height: 844 } });
    test("chips and editor have no serious barrier, light or dark, and fit the page", async ({ page, signInAs }) => {
      const { prefix, low } = await createThree();
      await signInAs("VIEWER");
      await page.goto(
        `/provisioning-keys?q=${prefix}&filter=name:contains:sift&filter=status:any:active,expired,expiring`,
      );
      await expect(rowOf(page, low)).toBeVisible();
      expect(await findBarriersInThemes(page)).toEqual([]);
      await bar(page).getByRole("button", { name: "Field: Status" }).click();
      await expect(editor(page)).toBeInViewport({ ratio: 1 });
      expect(await findBarriersInThemes(page)).toEqual([]);
      await editor(page).getByLabel("Field").selectOption({ label: "Utilization" });
      await editor(page).getByRole("button", { name: "≥ 80\u00a0%" }).click();
      await expect(editor(page).getByRole("status")).toHaveText(/match/);
      await expect(editor(page)).toBeInViewport({ ratio: 1 });
      expect(await findBarriersInThemes(page)).toEqual([]);
      await editor(page).getByLabel("Field").selectOption({ label: "App Connector Group" });
      await expect(editor(page).getByRole("checkbox").first()).toBeVisible();
      expect(await findBarriersInThemes(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await saveAs(page, "Production near limit");
      await expect(menu(page)).toHaveCount(0);
      await menuButton(page).click();
      await expect(menu(page)).toBeInViewport({ ratio: 1 });
      expect(await findBarriersInThemes(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  });
}
