#!/usr/bin/env node
// Checks that need no server: format and lint, our own lint, types, unit tests. One line each with its seconds; the
// first that fails prints its output and ends the run with exit 1.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const steps = [
  ["format and lint", ["node_modules/@biomejs/biome/bin/biome", "ci", "--colors=off", "."]],
  ["own lint", ["tools/lint/run.mjs"]],
  ["types", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]],
  ["unit tests", ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--reporter=dot"]],
];
// Types and tests name the generated client; a fresh clone does not have it yet.
if (!existsSync(`${root}/prisma/generated`)) steps.unshift(["prisma client", ["tools/prisma-generate.mjs", "--quiet"]]);

for (const [name, command] of steps) {
  const started = performance.now();
  const run = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const passed = run.status === 0;
  console.log(`${passed ? "passed" : "FAILED"}  ${name.padEnd(16)} ${seconds.padStart(5)} s`);
  if (!passed) {
    console.log(run.error?.message ?? `${run.stdout}${run.stderr}`);
    process.exit(1);
  }
}
