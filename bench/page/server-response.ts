import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type BenchBrowser, KEYS_PATH } from "@/bench/page/browser";
import type { LoadOrder, LoadReport } from "@/bench/page/load-client";
import { DIST } from "@/bench/page/portal";
import { check, type Figure, summarize } from "@/bench/page/report";
import { pool } from "@/lib/db";

const CLIENTS = 8;
const TARGET_MS = 150;

/**
 * The whole answer to a page load, until its last byte: eight clients that ask again as soon as they are answered; for information the same
 * with a second between two pages of a client, and one client alone.
 */
export async function measureServerResponse(browser: BenchBrowser): Promise<Figure[]> {
  const kinds = listKinds(await readNames()).map(({ name, queries }) => ({
    name,
    paths: queries.map((query) => KEYS_PATH + query),
  }));
  const cookie = browser.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const run = (load: Pick<LoadOrder, "clients" | "pauseMs" | "perKind">) =>
    runLoad({ appUrl: browser.appUrl, cookie, kinds, ...load });
  const busy = await run({ clients: CLIENTS, pauseMs: 0, perKind: 60 });
  const calm = await run({ clients: CLIENTS, pauseMs: 1_000, perKind: 20 });
  const alone = await run({ clients: 1, pauseMs: 0, perKind: 20 });
  const failed = [busy, calm, alone].flatMap((report) => report.failed);
  const all = ({ times }: LoadReport) => Object.values(times).flat();
  const rate = `${(all(busy).length / busy.seconds).toFixed(0)} pages a second`;
  return [
    summarize(`response, ${CLIENTS} clients without a pause`, "ms", all(busy), TARGET_MS, rate),
    summarize(`response, ${CLIENTS} clients, a page a second each`, "ms", all(calm), null),
    summarize("response, one client", "ms", all(alone), null),
    ...Object.entries(alone.times).map(([name, times]) => summarize(`  one client: ${name}`, "ms", times, null)),
    check("every answer is a list", failed.length === 0, failed.slice(0, 3).join(", ")),
  ];
}

async function runLoad(order: LoadOrder): Promise<LoadReport> {
  const child = fork(join(DIST, "bench-load.mjs"), [], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const answered = once(child, "message");
  child.send(order);
  const [report] = (await answered) as [LoadReport];
  return report;
}

async function readNames(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT name FROM provisioning_keys WHERE deleted_at IS NULL ORDER BY created_at DESC OFFSET 1000 LIMIT 5",
  );
  return rows.map(({ name }) => name);
}

function listKinds(names: string[]) {
  const query = (params: Record<string, string>) => `?${new URLSearchParams(params)}`;
  const parts = names.map((name) => name.split("-").slice(0, -1).join("-"));
  return [
    { name: "page 1", queries: [""] },
    { name: "page 100", queries: ["?page=100"] },
    { name: "sorted", queries: ["name", "-used", "group", "-utilization", "lastUsed"].map((sort) => query({ sort })) },
    {
      name: "filtered",
      queries: [
        ...["status:any:exhausted", "maximum:gte:100", "used:gte:1"].map((filter) => query({ filter })),
        ...parts.map((part) => query({ filter: `name:contains:${part}` })),
      ],
    },
    { name: "searched", queries: [...names, ...parts].map((q) => query({ q })) },
    { name: "100 rows", queries: ["?perPage=100"] },
    { name: "25 rows expanded", queries: ["?expanded=all"] },
  ];
}
