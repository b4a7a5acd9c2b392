import type { Browser, BrowserContext, Cookie, Page } from "@playwright/test";
import type { BenchUser } from "@/bench/page/fixture";

export const KEYS_PATH = "/provisioning-keys";
const SIZE = { width: 1440, height: 900 };

/** A browser with a session for the portal; each context begins with an empty cache. */
export type BenchBrowser = {
  appUrl: string;
  cookies: Cookie[];
  version: string;
  open: () => Promise<BrowserContext>;
  close: () => Promise<void>;
};

/** In: the path of a Chromium, else Playwright's own; where the portal is; whom to sign in, through the ordinary page. */
export async function openBrowser(
  executablePath: string | undefined,
  appUrl: string,
  user: BenchUser,
): Promise<BenchBrowser> {
  const { chromium } = await import("@playwright/test");
  const browser: Browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    // The first lets Chromium run as root; the second says how much memory is in use to the byte; the others keep it from calling home.
    args: [
      "--no-sandbox",
      "--enable-precise-memory-info",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  const context = await browser.newContext({ baseURL: appUrl, viewport: SIZE });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`**${KEYS_PATH}`);
  const cookies = await context.cookies();
  await context.close();
  return {
    appUrl,
    cookies,
    version: browser.version(),
    open: async () => {
      const opened = await browser.newContext({ baseURL: appUrl, viewport: SIZE });
      await opened.addCookies(cookies);
      return opened;
    },
    close: () => browser.close(),
  };
}

/** Opens the list and waits until React answers to clicks in its rows. In: what follows the path, such as "?perPage=100". */
export async function openList(context: BrowserContext, search = ""): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${KEYS_PATH}${search}`);
  await waitHydrated(page);
  return page;
}

/** React marks each element it has taken over with a property of its own. */
export async function waitHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const row = document.querySelector("[data-row]");
    return row !== null && Object.keys(row).some((key) => key.startsWith("__reactProps$"));
  });
}
