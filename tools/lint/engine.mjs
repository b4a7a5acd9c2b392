import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { isCode, readSource } from "./source.mjs";

const RULES = new URL("./rules/", import.meta.url);
const FIXTURES = "tools/lint/fixtures/";
const LOCKFILE = "package-lock.json";
const TEXT =
  /\.(?:ts|tsx|mts|mjs|cjs|js|json|jsonc|md|css|sql|prisma|ya?ml|toml|sh|html|txt|svg|conf|example)$|(?:^|\/)[^/.]+$|(?:^|\/)\.[a-z]+$/;

/**
 * The rules, by name: one file each in rules/, which exports `appliesTo(path)` and a generator
 * `check(file, tree)` of `{ at, message }`, `at` being an offset into the text.
 */
export async function loadRules() {
  const names = readdirSync(RULES)
    .filter((file) => file.endsWith(".mjs"))
    .sort();
  return Promise.all(
    names.map(async (file) => ({ name: file.replace(/\.mjs$/, ""), ...(await import(new URL(file, RULES).href)) })),
  );
}

/**
 * Runs every rule on the tree under `root`: the files git tracks or would track, or, where there is no repository,
 * all files. `paths` (folders or files relative to root) narrows what is reported; all files are read all the same,
 * since some rules look across files.
 *
 * @param {string} root
 * @param {string[]} [paths]
 * @returns {Promise<{ findings: { path: string, line: number, column: number, rule: string, message: string }[], files: number, rules: number }>}
 */
export async function lintTree(root, paths = []) {
  const rules = await loadRules();
  const tree = readTree(root);
  const wanted = paths.map((path) => posix.normalize(path).replace(/\/$/, "")).filter((path) => path !== ".");
  const selected = [...tree.files.values()].filter(
    ({ path }) => wanted.length === 0 || wanted.some((folder) => path === folder || path.startsWith(`${folder}/`)),
  );
  const findings = [];
  for (const file of selected) {
    if (file.parseError) findings.push(finding(file, "parse", file.parseError));
    for (const rule of rules) {
      if (!rule.appliesTo(file.path) || (isCode(file.path) && !file.program)) continue;
      for (const found of rule.check(file, tree)) findings.push(finding(file, rule.name, found));
    }
  }
  findings.sort((a, b) => (a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1));
  return { findings, files: selected.length, rules: rules.length };
}

function finding(file, rule, { at, message }) {
  const before = file.text.slice(0, at);
  const line = before.split("\n").length;
  return { path: file.path, line, column: at - before.lastIndexOf("\n"), rule, message };
}

function readTree(root) {
  const paths = listFiles(root).filter((path) => TEXT.test(path) && path !== LOCKFILE);
  const files = new Map(paths.map((path) => [path, readSource(path, readFileSync(join(root, path), "utf8"))]));
  return { files, resolve: (specifier, from) => resolve(files, specifier, from) };
}

function listFiles(root) {
  if (!existsSync(join(root, ".git"))) return walkFolder(root, "");
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8" });
  // A file deleted but not yet committed is still listed; a submodule or link to a folder is not text.
  const isFile = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true;
  return listed.split("\0").filter((path) => path !== "" && !path.startsWith(FIXTURES) && isFile(path));
}

function walkFolder(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? walkFolder(root, path) : [path];
  });
}

/**
 * The path in this repository that an import names (the alias `@/` is its root), or undefined for a package. A path
 * that no file answers to is taken for a TypeScript module, so that rules about folders hold before the file exists.
 */
function resolve(files, specifier, from) {
  const isRelative = /^\.{1,2}(?:\/|$)/.test(specifier);
  if (!isRelative && !specifier.startsWith("@/")) return undefined;
  const local = posix.normalize(isRelative ? posix.join(posix.dirname(from), specifier) : specifier.slice(2));
  const endings = ["", ".ts", ".tsx", ".mts", ".mjs", ".d.ts", "/index.ts", "/index.tsx"];
  const ending = endings.find((suffix) => files.has(local + suffix));
  return local + (ending ?? (/\.\w+$/.test(local) ? "" : ".ts"));
}
