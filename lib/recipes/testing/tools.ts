import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    missingTools: { tool: string; reason: string }[];
  }
}

/**
 * Tests that a program of Debian judges. Where it is not to be had there are none, and `npm test` says so at its end; where CI
 * is set that is a failure.
 */
export function describeWith(tool: string, tests: () => void): void {
  const missing = inject("missingTools").find((entry) => entry.tool === tool);
  if (!missing) describe(tool, () => tests());
  else if (process.env.CI) it(`${tool} is there`, () => expect.fail(missing.reason));
}

/** Runs a program in a home of its own. Out: everything it printed, and how it ended. */
export function runTool(tool: string, args: readonly string[], given: { input?: string; cwd?: string } = {}) {
  const home = given.cwd ?? mkdtempSync(join(tmpdir(), "latchkey-tool-"));
  const { status, stdout, stderr, error } = spawnSync(tool, args, {
    encoding: "utf8",
    cwd: home,
    env: { NODE_ENV: "test", PATH: process.env.PATH, HOME: home, LANG: "C.UTF-8", TERM: "dumb" },
    ...given,
  });
  if (error) throw error;
  return { status, output: `${stdout}${stderr}` };
}
