import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { measureBeforeHydration } from "@/bench/page/before-hydration";
import { type BenchBrowser, openBrowser } from "@/bench/page/browser";
import { measureFirstLoad } from "@/bench/page/first-load";
import { createBenchUser, createViewableKeys, removeBenchUser, removeViewableKeys } from "@/bench/page/fixture";
import { measureHundredRows } from "@/bench/page/hundred-rows";
import { measureInteractions } from "@/bench/page/interactions";
import { measureLiveLoad } from "@/bench/page/live-load";
import { type BenchPortal, startPortal } from "@/bench/page/portal";
import { type Figure, isMissed, printFigure, printHead } from "@/bench/page/report";
import { measureServerResponse } from "@/bench/page/server-response";
import { pool } from "@/lib/db";

const MANY = 1_000_000;
/** As many as the longest page shows. */
const VIEWABLE = 100;
const PARTS = ["load", "hydration", "server", "interactions", "hundred", "live"] as const;
type Part = (typeof PARTS)[number];
type World = { portal: BenchPortal; browser: BenchBrowser; minutes: number };

const MEASURES: Record<Part, (world: World) => Promise<Figure[]>> = {
  load: ({ browser }) => measureFirstLoad(browser),
  hydration: ({ browser }) => measureBeforeHydration(browser),
  server: ({ browser }) => measureServerResponse(browser),
  interactions: ({ browser }) => measureInteractions(browser),
  hundred: ({ browser }) => measureHundredRows(browser),
  live: ({ portal, browser, minutes }) => measureLiveLoad(browser, portal.gatewayPort, minutes),
};

export const PAGE_USAGE = `npm run bench -- page [${PARTS.join(" | ")}] [--minutes N]`;

/** The Provisioning Keys page in a real browser. In: arguments after "page". Prints a table. Out: 1 when a target is missed, 2 for bad arguments. */
export async function benchPage(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    console.error(`Usage: ${PAGE_USAGE}`);
    return 2;
  }
  const portal = await startPortal();
  const user = await createBenchUser();
  const viewable = await createViewableKeys(VIEWABLE);
  let browser: BenchBrowser | undefined;
  let missed = 0;
  try {
    browser = await openBrowser(options.chromium, portal.appUrl, user);
    await printWhere(browser);
    printHead();
    for (const part of options.parts) {
      const figures = await MEASURES[part]({ portal, browser, minutes: options.minutes });
      for (const figure of figures) printFigure(figure);
      missed += figures.filter(isMissed).length;
    }
  } finally {
    await browser?.close();
    await removeViewableKeys(viewable);
    await removeBenchUser(user);
    await portal.stop();
  }
  console.log(missed === 0 ? "\nEvery target is met." : `\n${missed} targets are missed.`);
  return missed === 0 ? 0 : 1;
}

function readOptions(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { minutes: { type: "string", default: "1" }, chromium: { type: "string" } },
    });
    const parts = PARTS.filter((part) => positionals.length === 0 || positionals.includes(part));
    const known = positionals.every((name) => PARTS.some((part) => part === name));
    const minutes = Number(values.minutes);
    if (!known || !(minutes >= 1 && minutes <= 240)) return null;
    return { parts, minutes, chromium: values.chromium };
  } catch {
    return null;
  }
}

async function printWhere(browser: BenchBrowser): Promise<void> {
  const { rows } = await pool.query<{ keys: number; version: string }>(
    "SELECT count(*)::int AS keys, current_setting('server_version') AS version FROM provisioning_keys WHERE deleted_at IS NULL",
  );
  const keys = rows[0]?.keys ?? 0;
  const processors = cpus();
  console.log(
    `${keys} keys, PostgreSQL ${rows[0]?.version}, Node ${process.version}, Chromium ${browser.version}, ${processors.length} × ${processors[0]?.model}`,
  );
  console.log("Portal, database, browser and clients share these processors.");
  if (keys < MANY) console.log(`The targets are meant for ${MANY} keys: npm run db:seed -- --keys ${MANY}`);
  console.log();
}
