import type { CDPSession } from "@playwright/test";
import { type BenchBrowser, KEYS_PATH } from "@/bench/page/browser";
import { type Figure, summarize } from "@/bench/page/report";

const ROUNDS = 5;
const KB = 1024;
const SCRIPT_TARGET_KB = 220;
/** What a page fetches of its own accord comes within this time after the last answer. */
const QUIET_MS = 2_500;

type Kind = "document" | "script" | "style" | "font" | "other";
type Sizes = Record<Kind, number> & { files: number };

/** What the first load transfers with an empty cache, headers and compression included, and what the page fetches by itself afterwards. */
export async function measureFirstLoad(browser: BenchBrowser): Promise<Figure[]> {
  const rounds: Sizes[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await loadOnce(browser));
  const figure = (label: string, kind: Kind, target: number | null, note: string) =>
    summarize(
      label,
      "KB",
      rounds.map((sizes) => sizes[kind] / KB),
      target,
      note,
    );
  return [
    figure(
      "first load: JavaScript",
      "script",
      SCRIPT_TARGET_KB,
      `${rounds[0]?.files} files, as transferred, own prefetches too`,
    ),
    figure("first load: document", "document", null, "with its streamed parts"),
    figure("first load: styles", "style", null, ""),
    figure("first load: fonts", "font", null, ""),
    figure("first load: everything else", "other", null, "icon, prefetched data"),
  ];
}

async function loadOnce(browser: BenchBrowser): Promise<Sizes> {
  const context = await browser.open();
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const seen = { at: performance.now() };
    const sizes = await count(cdp, seen);
    await page.goto(KEYS_PATH, { waitUntil: "load" });
    while (performance.now() - seen.at < QUIET_MS) await new Promise((resolve) => setTimeout(resolve, 100));
    return sizes;
  } finally {
    await context.close();
  }
}

async function count(cdp: CDPSession, seen: { at: number }): Promise<Sizes> {
  const sizes: Sizes = { document: 0, script: 0, style: 0, font: 0, other: 0, files: 0 };
  const kinds = new Map<string, Kind>();
  cdp.on("Network.responseReceived", ({ requestId, type, response }) => {
    kinds.set(requestId, classify(type, response.mimeType));
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "other";
    sizes[kind] += encodedDataLength;
    if (kind === "script") sizes.files += 1;
    seen.at = performance.now();
  });
  await cdp.send("Network.enable");
  return sizes;
}

/** A script that is only prefetched has another type, so the kind of its content counts as well. */
function classify(type: string, mimeType: string): Kind {
  if (type === "Script" || /javascript/.test(mimeType)) return "script";
  if (type === "Document") return "document";
  if (type === "Stylesheet" || mimeType === "text/css") return "style";
  return type === "Font" ? "font" : "other";
}
