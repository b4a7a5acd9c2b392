/** What a person may choose; "system" follows the operating system's setting. */
export const THEMES = ["light", "dark", "system"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "theme";

/** The chosen theme from a cookie's value; anything unknown or absent is "system". */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

/** Reads one cookie out of a `document.cookie` string. */
export function themeFromCookies(cookies: string): Theme {
  const pair = cookies.split("; ").find((entry) => entry.startsWith(`${THEME_COOKIE}=`));
  return parseTheme(pair?.slice(THEME_COOKIE.length + 1));
}
