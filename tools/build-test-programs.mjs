#!/usr/bin/env node
// Usage: node tools/build-test-programs.mjs OUTDIR [name=source …]. The server programs, some of them replaced, for tests that run them.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildServer } from "./bundles.mjs";

const [outdir, ...pairs] = process.argv.slice(2);
const replaced = Object.fromEntries(pairs.map((pair) => pair.split("=")));
await buildServer(fileURLToPath(new URL("..", import.meta.url)), resolve(outdir), replaced);
