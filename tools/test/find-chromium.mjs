// Where a Chromium for the browser tests comes from: an environment variable, the system, Playwright's own, or an install.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

// Chromium without its windows comes first: the tests need none, and it takes a fifth less processor time.
const SYSTEM = [
  "/usr/lib/chromium/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

function findInstalled() {
  const candidates = [process.env.PLAYWRIGHT_CHROMIUM, ...SYSTEM, chromium.executablePath()];
  return candidates.find((path) => path && existsSync(path));
}

function run(command, args) {
  console.log(`browser: none found, trying ${command} ${args.join(" ")}`);
  const { status } = spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"], timeout: 300_000 });
  return status === 0;
}

/**
 * Out: the path of a Chromium. Installs one when there is none: with Debian's package manager when it may (root), else
 * with Playwright's downloader. Throws an Error that says what to do.
 */
export function findChromium() {
  const found = findInstalled();
  if (found) return found;
  if (process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const install = (name) => run("apt-get", ["install", "-y", "-qq", name]);
    if (run("apt-get", ["update", "-qq"]) && !install("chromium-headless-shell")) install("chromium");
  }
  const installed = findInstalled();
  if (installed) return installed;
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  const downloaded = findInstalled();
  if (downloaded) return downloaded;
  throw new Error(
    "No Chromium was found and none could be installed. Install one (Debian: apt-get install chromium) or set PLAYWRIGHT_CHROMIUM to its path.",
  );
}
