import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { waitForAnimations } from "./support/keys-page";
import startPortal from "./support/start-portal";

// Takes the pictures of the documentation, of a portal of its own with sample rows:
//   NODE_OPTIONS=--conditions=react-server npx tsx e2e/screenshots.ts [--all DIR]
// With --all also the dialogs, the form, sign-in and the audit log, each light, dark and narrow, into DIR.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DOCS = fileURLToPath(new URL("../docs/screenshots", import.meta.url));
const DESKTOP = { width: 1440, height: 900 };
/** All of a key's page. */
const KEY_PAGE = { width: 1440, height: 1330 };
const PHONE = { width: 390, height: 844 };

type Look = { name: string; options: BrowserContextOptions };
const LOOKS: Look[] = [
  { name: "light", options: { colorScheme: "light", viewport: DESKTOP } },
  { name: "dark", options: { colorScheme: "dark", viewport: DESKTOP } },
  { name: "mobile", options: { colorScheme: "light", viewport: PHONE, hasTouch: true } },
];

/** The first key of the pictures; its row is the expanded one. */
const SHOWN = "rtm-port-terminals";

/** Sample keys in every state, newest first. */
async function createRows(): Promise<string> {
  const { prisma } = await import("@/lib/db");
  const { createConnector, createGroup, createKey } = await import("@/prisma/factories");
  const groups = new Map<string, Awaited<ReturnType<typeof createGroup>>>();
  const groupOf = async (name: string, enabled = true) => {
    const group = groups.get(name) ?? (await createGroup(prisma, { name, enabled }));
    groups.set(name, group);
    return group;
  };
  const managed = { by: "deception", reason: "Created by Deception; it rotates and retires this key itself" };
  const keys: (NonNullable<Parameters<typeof createKey>[1]> & { site: string; usedAgo?: number })[] = [
    { name: "euc1-eks-prod-autoscale", site: "EKS Frankfurt", maximum: null, used: 1204, usedAgo: 9_000 },
    {
      name: SHOWN,
      site: "Rotterdam Port",
      maximum: 120,
      used: 31,
      usedAgo: 40_000,
      allowList: ["10.40.0.0/16", "192.0.2.0/25"],
    },
    { name: "rtm-port-cranes", site: "Rotterdam Port", state: "exhausted", maximum: 16, used: 16, usedAgo: 6 * 60_000 },
    { name: "use2-blue-green.v2", site: "ASG Ohio", state: "expiring", maximum: 25, used: 24, usedAgo: 9 * 60_000 },
    { name: "apse2-ecs-services", site: "ECS Sydney", maximum: 200, used: 116, usedAgo: 22 * 60_000 },
    { name: "decoy-file-servers", site: "Decoys", maximum: 20, used: 7, usedAgo: 48 * 60_000, managed },
    { name: "weu-aks-cluster-01", site: "AKS West Europe", maximum: 150, used: 123, usedAgo: HOUR },
    { name: "lys-plant-scada", site: "Lyon Plant", maximum: 6, used: 3, usedAgo: 2 * HOUR, viewOrExport: false },
    { name: "ham-dc1-hall-b", site: "Hamburg Data Center", maximum: 24, used: 20, usedAgo: 3 * HOUR },
    { name: "東京データセンター 本番", site: "Tokyo Data Center", maximum: 30, used: 13, usedAgo: 5 * HOUR },
    { name: "Filial São Paulo - conexão principal", site: "São Paulo", maximum: 12, used: 5, usedAgo: 7 * HOUR },
    {
      name: "ham-dc1-hall-c",
      site: "Hamburg Data Center",
      state: "exhausted",
      maximum: 12,
      used: 12,
      usedAgo: 26 * HOUR,
    },
    { name: "lys-plant-line-2", site: "Lyon Plant", state: "disabled", maximum: 20, used: 7, usedAgo: 3 * DAY },
    {
      name: "ham-dc1-migration-2025",
      site: "Hamburg Data Center",
      state: "expired",
      maximum: 40,
      used: 9,
      usedAgo: 60 * DAY,
    },
    { name: "bom-training-room", site: "Mumbai Contact Center", maximum: 20, used: 0 },
    { name: "دبي الإنتاج", site: "Dubai", maximum: 10, used: 2, usedAgo: 8 * DAY },
    { name: "decoy-databases", site: "Decoys", state: "exhausted", maximum: 5, used: 5, usedAgo: 2 * DAY, managed },
    { name: "mad-office", site: "Madrid Office", maximum: 8, used: 3, usedAgo: 4 * DAY },
  ];
  let shown = "";
  for (const [index, { site, usedAgo, ...given }] of keys.entries()) {
    const key = await createKey(prisma, {
      ...given,
      group: await groupOf(site),
      host: "api.private.example.com",
      createdAt: new Date(Date.now() - (index + 3) * DAY),
      ...(usedAgo !== undefined && { lastUsedAt: new Date(Date.now() - usedAgo) }),
    });
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { createdByName: "Ines Okafor" } });
    if (key.name !== SHOWN) continue;
    shown = key.id;
    for (let count = 0; count < 3; count += 1) await createConnector(prisma, key);
  }
  return shown;
}

async function signIn(page: Page) {
  const { prisma } = await import("@/lib/db");
  const { mintSessionCookie } = await import("./support/session");
  const owner = await prisma.user.findFirstOrThrow({ where: { role: "OWNER" }, select: { id: true } });
  await prisma.user.update({ where: { id: owner.id }, data: { name: "Ines Okafor" } });
  const cookie = await mintSessionCookie({
    databaseUrl: process.env.DATABASE_URL ?? "",
    authSecret: process.env.AUTH_SECRET ?? "",
    appUrl: process.env.APP_URL ?? "",
    userId: owner.id,
  });
  await page.context().addCookies([cookie]);
}

async function settle(page: Page) {
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  await waitForAnimations(page);
}

async function takeAll(page: Page, shown: string, save: (name: string) => Promise<void>) {
  await page.goto("/sign-in");
  await save("sign-in");
  await signIn(page);
  for (const [name, path] of [
    ["keys-nothing", "/provisioning-keys?q=nowhere"],
    ["edit", `/provisioning-keys?edit=${shown}`],
    ["delete", `/provisioning-keys?delete=${shown}`],
    ["audit", "/audit-log"],
    ["not-found", "/nothing/here"],
    ["wizard", "/connectors/new"],
    ["wizard-certificate", "/provisioning-keys/new"],
  ] as const) {
    await page.goto(path);
    if (name === "edit" || name === "delete") await page.getByText("Cancel Esc").waitFor();
    await settle(page);
    await save(name);
  }
  const press = (label: string) => page.getByRole("button", { name: label, exact: true }).click();
  const saveStep = async (step: number, picture: string) => {
    await page.getByText(`Step ${step} of 6`, { exact: true }).waitFor();
    await settle(page);
    await save(picture);
  };
  await press("Continue");
  await press("Add a new group");
  await page.getByLabel("Group name").fill(`Nairobi ${Math.random().toString(36).slice(2, 7)}`);
  await saveStep(3, "wizard-group");
  await press("Continue");
  const name = `nbo-field-kits-${Math.random().toString(36).slice(2, 7)}`;
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  const allowList = page.getByRole("textbox", { name: "Allow list" });
  await allowList.fill("203.0.113.300/32");
  await press("Continue to review");
  await saveStep(4, "wizard-key-errors");
  await allowList.fill("10.75.0.0/16\n192.0.2.0/24");
  await page.getByRole("radio", { name: "7 days" }).click();
  await page.getByText("Available", { exact: true }).waitFor();
  await saveStep(4, "wizard-key");
  await press("Continue to review");
  await saveStep(5, "wizard-review");
  await press("Save");
  await saveStep(6, "wizard-documentation");
  await page.getByRole("checkbox", { name: "I have stored this key" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByText(`Provisioning key ${name} created`).waitFor();
  await page.getByRole("button", { name: `Reveal provisioning key ${name}` }).click();
  await page.getByText("Hides in").waitFor();
  await settle(page);
  await save("keys-revealed");
}

const flag = process.argv.indexOf("--all");
const everywhere = flag < 0 ? undefined : process.argv[flag + 1];
const stop = await startPortal();
const executablePath = process.env.PLAYWRIGHT_CHROMIUM;
const browser = await chromium.launch({ args: ["--no-sandbox"], ...(executablePath && { executablePath }) });
try {
  mkdirSync(DOCS, { recursive: true });
  const shown = await createRows();
  for (const { name, options } of LOOKS) {
    const context = await browser.newContext({ ...options, baseURL: process.env.APP_URL ?? "", locale: "en-GB" });
    const page = await context.newPage();
    await signIn(page);
    await page.goto(`/provisioning-keys${name === "mobile" ? "" : `?expanded=${shown}`}`);
    await page.getByText("Live", { exact: true }).waitFor();
    await settle(page);
    await page.screenshot({ path: join(DOCS, `provisioning-keys-${name}.png`) });
    if (everywhere) {
      await context.clearCookies();
      await takeAll(page, shown, async (what) => {
        await page.screenshot({ path: join(everywhere, `${what}-${name}.png`) });
      });
    }
    await context.close();
  }
  // After the pictures of the list, which it would change.
  const { createKeyWithHistory } = await import("./support/sample-history");
  const withHistory = await createKeyWithHistory();
  for (const { name, options } of LOOKS) {
    const viewport = name === "mobile" ? PHONE : KEY_PAGE;
    const context = await browser.newContext({
      ...options,
      viewport,
      baseURL: process.env.APP_URL ?? "",
      locale: "en-GB",
    });
    const page = await context.newPage();
    await signIn(page);
    await page.goto(`/provisioning-keys/${withHistory}`);
    await page.getByText("Live", { exact: true }).waitFor();
    await settle(page);
    await page.screenshot({ path: join(DOCS, `provisioning-key-${name}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  await stop();
}
process.exit(0);
