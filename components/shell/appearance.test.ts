import { expect, it } from "vitest";
import { parseTheme, themeFromCookies } from "./appearance";

it("follows the system unless a known theme was chosen", () => {
  expect(["light", "dark", "system", "sepia", "", undefined].map(parseTheme)).toEqual([
    "light",
    "dark",
    "system",
    "system",
    "system",
    "system",
  ]);
});

it("finds its own cookie among others", () => {
  expect(themeFromCookies("a=1; theme=dark; b=2")).toBe("dark");
  expect(themeFromCookies("mytheme=dark")).toBe("system");
});
