#!/usr/bin/env node
// Usage: node tools/commands.mjs NAME [arguments]. Runs a command of server/commands or prisma/commands.
import "./node-version.mjs";
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
await import("../dist/command.mjs");
