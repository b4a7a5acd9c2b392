import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import type { Role } from "@/lib/auth/permissions";
import { prisma } from "@/lib/db";
import { createUser } from "@/prisma/factories";
import { mintSessionCookie } from "./session";
import type { PortalState } from "./start-portal";

export type TestUser = { id: string; name: string; email: string };

type World = {
  portal: PortalState;
  /** Signs the page's browser in, or the context given, as a new user of that role. */
  signInAs: (role: Role, into?: BrowserContext) => Promise<TestUser>;
  /** Fails the test over the console errors and warnings of another page too. */
  guardConsole: (page: Page) => void;
  /** Console messages a test provokes on purpose; every other error or warning fails it. */
  expectedConsole: RegExp[];
};

/** The browser tests' `test`: a portal, minted sessions, and no console error or warning that was not expected. */
export const test = base.extend<World>({
  // biome-ignore lint/correctness/noEmptyPattern: the fixture needs nothing, and Playwright reads the pattern
  portal: async ({}, use) => {
    await use(JSON.parse(process.env.LATCHKEY_E2E ?? "{}"));
  },
  expectedConsole: [[], { option: true }],
  signInAs: async ({ context, portal }, use) => {
    await use(async (role, into = context) => {
      const user = await createUser(prisma, { role });
      const cookie = await mintSessionCookie({
        databaseUrl: process.env.DATABASE_URL ?? "",
        authSecret: process.env.AUTH_SECRET ?? "",
        appUrl: portal.appUrl,
        userId: user.id,
      });
      await into.addCookies([cookie]);
      return user;
    });
  },
  baseURL: async ({ portal }, use) => {
    await use(portal.appUrl);
  },
  guardConsole: async ({ expectedConsole }, use) => {
    const unexpected: string[] = [];
    const note = (text: string) => {
      if (!expectedConsole.some((pattern) => pattern.test(text))) unexpected.push(text);
    };
    await use((page) => {
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") note(`${message.type()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => note(`page error: ${error.message}`));
    });
    expect(unexpected, "console errors and warnings").toEqual([]);
  },
  page: async ({ page, guardConsole }, use) => {
    guardConsole(page);
    await use(page);
  },
});

export { expect };
