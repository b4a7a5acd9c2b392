import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type BenchBrowser, openList } from "@/bench/page/browser";
import type { EnrollOrder, EnrollReport } from "@/bench/page/enroll-client";
import { type BenchKey, createBenchKey, readUsed, removeBenchKey } from "@/bench/page/fixture";
import { readMemory, summarizeMemory } from "@/bench/page/memory";
import { DIST } from "@/bench/page/portal";
import { check, type Figure, percentile, summarize } from "@/bench/page/report";

const PER_SECOND = 50;
const SAMPLE_MS = 30_000;
const LAG_TARGET_S = 3;
const PATIENCE_MS = 30_000;
/** What counts as the first minute; half of a run that has no second one. */
const WARM_UP_MS = 60_000;

/** An open page while connectors enroll with a key on it: whether it keeps up, and what the tab's memory does. In: length in minutes. */
export async function measureLiveLoad(browser: BenchBrowser, gatewayPort: number, minutes: number): Promise<Figure[]> {
  const key = await createBenchKey();
  try {
    return await watch(browser, gatewayPort, key, minutes * 60_000);
  } finally {
    await removeBenchKey(key);
  }
}

async function watch(browser: BenchBrowser, port: number, key: BenchKey, duration: number): Promise<Figure[]> {
  const context = await browser.open();
  const page = await openList(context);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  await page.locator(`[data-row="${key.id}"]`).waitFor();
  const client = fork(join(DIST, "bench-enroll.mjs"), [], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const order: EnrollOrder = { port, rootPem: key.rootPem, provisioningKey: key.text, perSecond: PER_SECOND };
  const started = performance.now();
  client.send(order);
  const lags: number[] = [];
  const memory = [];
  const warmUp = Math.min(WARM_UP_MS, duration / 2);
  const samples = Math.max(2, Math.round(duration / Math.min(SAMPLE_MS, warmUp)));
  for (let sample = 1; sample <= samples; sample += 1) {
    const due = started + (duration * sample) / samples;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    lags.push(await readLag(page, key.id));
    const minute = (performance.now() - started) / 60_000;
    memory.push({ ...(await readMemory(cdp)), minute, isWarm: performance.now() - started >= warmUp });
  }
  const answered = once(client, "message");
  client.send("stop");
  const [report] = (await answered) as [EnrollReport];
  await readLag(page, key.id);
  const [shown, used] = [await readShown(page, key.id), await readUsed(key.id)];
  await context.close();
  const rate = report.enrolled / report.seconds;
  const speed = `p50 ${percentile(report.times, 0.5).toFixed(0)} ms, p95 ${percentile(report.times, 0.95).toFixed(0)} ms`;
  return [
    summarize(
      "live: page behind the database",
      "s",
      lags,
      LAG_TARGET_S,
      `${rate.toFixed(1)} enrollments a second, ${speed}`,
    ),
    check(
      "live: last count shown is the database's",
      shown === used && used === report.enrolled,
      `${shown} shown, ${used} counted, ${report.enrolled} enrolled`,
    ),
    check(
      `live: ${PER_SECOND} enrollments a second`,
      report.failed.length === 0 && rate >= PER_SECOND * 0.98,
      report.failed.join("; "),
    ),
    ...summarizeMemory(memory.filter(({ isWarm }) => isWarm)),
  ];
}

async function readShown(page: Page, id: string): Promise<number> {
  return Number((await page.locator(`[data-row="${id}"] b`).first().textContent())?.replaceAll(",", ""));
}

/** Seconds until the page shows at least what the database has counted now. */
async function readLag(page: Page, id: string): Promise<number> {
  const used = await readUsed(id);
  const from = performance.now();
  await page.waitForFunction(
    ([row, least]) =>
      Number(document.querySelector(`[data-row="${row}"] b`)?.textContent?.replaceAll(",", "")) >= least,
    [id, used] as const,
    { polling: 50, timeout: PATIENCE_MS },
  );
  return (performance.now() - from) / 1_000;
}
