import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { lintTree, loadRules } from "./engine.mjs";

const FIXTURES = fileURLToPath(new URL("./fixtures", import.meta.url));
const rules = await loadRules();

/** The lines of a fixture that say "reported", once for each finding expected there: `path:line`. */
function expectedIn(root: string) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return readFileSync(path, "utf8")
      .split("\n")
      .flatMap((line, index) => {
        const place = `${path.slice(root.length + 1)}:${index + 1}`;
        return Array.from(line.matchAll(/\breported\b/g), () => place);
      });
  });
}

test("every rule has fixtures and every fixture has a rule", () => {
  expect(readdirSync(FIXTURES).sort()).toEqual(rules.map(({ name }) => name).sort());
});

describe.each(rules)("$name", ({ name }) => {
  test("reports each violation at its line, and no other rule reports anything", async () => {
    const root = join(FIXTURES, name, "violation");
    const { findings } = await lintTree(root);
    expect(findings.map(({ path, line }) => `${path}:${line}`).sort()).toEqual(expectedIn(root).sort());
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ rule }) => rule !== name)).toEqual([]);
  });

  test("accepts what the rule allows", async () => {
    const root = join(FIXTURES, name, "allowed");
    expect(existsSync(root)).toBe(true);
    const { findings, files } = await lintTree(root);
    expect(files).toBeGreaterThan(0);
    expect(findings).toEqual([]);
  });
});

test("a file that does not parse is a finding, not a crash", async () => {
  const root = mkdtempSync(join(tmpdir(), "lint-"));
  writeFileSync(join(root, "next.config.ts"), "export default {};\nexport const = 1;\n");
  const { findings } = await lintTree(root);
  rmSync(root, { recursive: true });
  expect(findings.map(({ path, line, rule }) => `${path}:${line} ${rule}`)).toEqual(["next.config.ts:2 parse"]);
});

test("only the folders asked for are reported", async () => {
  const root = join(FIXTURES, "process-env/violation");
  const { findings } = await lintTree(root, ["app"]);
  expect(findings.map(({ path }) => path)).toEqual(["app/mode.ts"]);
});
