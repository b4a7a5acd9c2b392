import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Everything that ends up in the build. */
const SOURCES = [
  "app",
  "cli",
  "components",
  "lib",
  "prisma",
  "public",
  "server",
  "tools/build.mjs",
  "tools/bundles.mjs",
  "tools/empty-module.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const LEFT_OUT = /(?:^|\/)(?:generated|node_modules)$|\.test\.tsx?$|\.md$/;

/** In: the project's folder. Out: SHA-256 (hex) over names and contents of all sources: times of files do not matter. */
export function hashSources(root) {
  const hash = createHash("sha256");
  for (const source of SOURCES) add(hash, root, source);
  return hash.digest("hex");
}

function add(hash, root, path) {
  const file = join(root, path);
  if (LEFT_OUT.test(path) || !existsSync(file)) return;
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file).sort()) add(hash, root, `${path}/${name}`);
    return;
  }
  const content = readFileSync(file);
  hash.update(`${path}\0${content.length}\0`).update(content);
}
