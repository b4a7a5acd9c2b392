#!/usr/bin/env node
import "./node-version.mjs";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { hashSources } from "./content-hash.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const stampPath = join(dist, "build.json");
const lockPath = join(root, "dist/.building");
const LOCK_STEP_MS = 200;

/** Builds unless the build is of the sources as they are now. In: whether to build anyway. Two at once: the second waits for the first. */
export async function buildIfNeeded(force = false) {
  if (!force && isBuilt(hashSources(root))) return;
  mkdirSync(dist, { recursive: true });
  await lock();
  try {
    const sources = hashSources(root);
    if (!force && isBuilt(sources)) return;
    const started = performance.now();
    process.stdout.write("Building Latchkey (once; a minute or two) … ");
    rmSync(stampPath, { force: true });
    await generateClient();
    // Loaded only now: the start of a finished build needs none of it.
    const { buildConnector, buildServer } = await import("./bundles.mjs");
    await buildServer(root, dist);
    await buildConnector(root, dist);
    await buildPortal(sources);
    writeFileSync(stampPath, `${JSON.stringify({ sources })}\n`);
    console.log(`done in ${Math.round((performance.now() - started) / 1000)} s.`);
  } finally {
    rmSync(lockPath, { force: true });
  }
}

/** Compiles the programs without the portal's pages, which `npm run dev` compiles when they are asked for. */
export async function buildForDevelopment() {
  mkdirSync(dist, { recursive: true });
  if (!existsSync(join(root, "prisma/generated"))) await generateClient();
  const { buildConnector, buildServer } = await import("./bundles.mjs");
  await buildServer(root, dist);
  await buildConnector(root, dist);
  // The portal's pages may be of other sources now.
  rmSync(stampPath, { force: true });
}

function isBuilt(sources) {
  try {
    return JSON.parse(readFileSync(stampPath, "utf8")).sources === sources && existsSync(join(root, ".next/BUILD_ID"));
  } catch {
    return false;
  }
}

const generateClient = () => run(["tools/prisma-generate.mjs", "--quiet"], {});

function buildPortal(sources) {
  return run(["node_modules/next/dist/bin/next", "build"], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    // Equal for equal sources, so that several instances, built apart, understand each other's pages. Ids of server actions are
    // derived from it; what protects their contents at run time is a key of the installation (server/child-env.ts).
    LATCHKEY_BUILD_ID: sources.slice(0, 20),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY:
      process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??
      createHash("sha256").update(`latchkey/build/v1|${sources}`).digest("base64"),
  });
}

/** Runs a step quietly; what it said is shown when it fails. */
function run(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        said += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new BuildError(`failed.\n${said.trim()}`));
    });
  });
}

class BuildError extends Error {}

/** Holds dist/.building, which names the process that builds; one left by a dead process is taken over. */
async function lock() {
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lockPath, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = Number(existsSync(lockPath) ? readFileSync(lockPath, "utf8") : 0);
    if (holder > 0 && !isAlive(holder)) rmSync(lockPath, { force: true });
    else if (!told) console.log("Another process builds Latchkey in this folder; waiting for it.");
    await new Promise((resolve) => setTimeout(resolve, LOCK_STEP_MS));
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Prints why a build failed, without a stack where the tools have said it already. */
export function reportBuildFailure(error) {
  console.error(error instanceof BuildError ? error.message : error);
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await buildIfNeeded(true).catch(reportBuildFailure);
}
