#!/usr/bin/env node
// Usage: node tools/lint/run.mjs [paths]. Prints `file:line:col rule message`; exit 1 when there is a finding.
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { lintTree } from "./engine.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const started = performance.now();
const paths = process.argv.slice(2).map((path) => relative(root, path).split(sep).join("/") || ".");
const { findings, files, rules } = await lintTree(root, paths);

for (const { path, line, column, rule, message } of findings)
  console.log(`${path}:${line}:${column} ${rule} ${message}`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
const result = findings.length === 0 ? "no findings" : `${findings.length} finding${findings.length === 1 ? "" : "s"}`;
console.log(`lint: ${result}, ${files} files, ${rules} rules, ${seconds} s`);
process.exitCode = findings.length === 0 ? 0 : 1;
