#!/usr/bin/env node
// Usage: node tools/commands.mjs NAME [arguments]. Runs a command of server/commands or prisma/commands.
import "./node-version.mjs";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfNeeded, reportBuildFailure } from "./build.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
await buildIfNeeded().catch(reportBuildFailure);
process.env.NODE_ENV ??= "production";
const [name, what, ...rest] = process.argv.slice(2);
if (name === "bench" && what === "page" && !rest.some((option) => option.startsWith("--chromium"))) {
  const { findChromium } = await import("./test/find-chromium.mjs");
  process.argv.push("--chromium", findChromium());
}
// Connectors of a benchmark do not belong among those of an installation: it gets one of its own.
const ownHome = name === "bench" && what === "fleet" && !process.env.DATABASE_URL ? makeHome() : undefined;
await import("../dist/command.mjs");
if (ownHome) rmSync(ownHome, { recursive: true, force: true });

function makeHome() {
  const home = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
  // The account of PostgreSQL, where Latchkey runs as root, must get through.
  chmodSync(home, 0o711);
  process.env.LATCHKEY_HOME = home;
  return home;
}
