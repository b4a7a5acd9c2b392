import { findBarriers } from "./support/barriers";
import { expect, test } from "./support/test";

for (const [colorScheme, width] of [
  ["dark", 1440],
  ["light", 390],
] as const) {
  test.describe(`${colorScheme}, ${width} wide`, () => {
    test.use({ colorScheme, viewport: { width, height: 844 } });

    test("the users page has no barrier", async ({ page, signInAs }) => {
      await signInAs("OWNER");
      await page.goto("/users");
      await expect(page.getByRole("table", { name: "Users" })).toBeVisible();
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    });
  });
}
