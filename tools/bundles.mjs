import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const COMMON = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  logLevel: "warning",
  sourcemap: "linked",
  sourcesContent: false,
};

/**
 * Compiles supervisor, listeners and commands: Node 20 cannot run TypeScript. Packages stay outside.
 * In: the project's folder, where to put the programs, entry points that replace or add to the usual ones (tests).
 */
export async function buildServer(root, outdir, entries = {}) {
  await build({
    ...COMMON,
    absWorkingDir: root,
    outdir,
    outExtension: { ".js": ".mjs" },
    // One copy of lib for all programs; chunks lie beside them.
    splitting: true,
    chunkNames: "chunk-[hash]",
    packages: "external",
    alias: { "server-only": join(root, "tools/empty-module.ts") },
    entryPoints: {
      supervisor: "server/supervisor-main.ts",
      web: "server/web-main.ts",
      gateway: "server/gateway-main.ts",
      command: "server/command-main.ts",
      prepare: "prisma/prepare.ts",
      demo: "prisma/demo/main.ts",
      "simulate-fleet": "cli/simulate-fleet.ts",
      "commands/bench": "bench/main.ts",
      // Clients of the benchmark of the page: processes of their own.
      "bench-load": "bench/page/load-client.ts",
      "bench-enroll": "bench/page/enroll-client.ts",
      ...commands(root, "server/commands"),
      ...commands(root, "prisma/commands"),
      ...entries,
    },
  });
}

/** Compiles the connector into one file without any dependency, with its SHA-256 beside it. */
export async function buildConnector(root, outdir) {
  const entry = "cli/main.ts";
  if (!existsSync(join(root, entry))) return;
  const outfile = join(outdir, "latchkey-connector.mjs");
  await build({
    ...COMMON,
    absWorkingDir: root,
    outfile,
    sourcemap: false,
    entryPoints: [entry],
    // The first line of the source may be the same already; esbuild keeps that one.
    ...(readFileSync(join(root, entry), "utf8").startsWith("#!") ? {} : { banner: { js: "#!/usr/bin/env node" } }),
  });
  chmodSync(outfile, 0o755);
  const digest = createHash("sha256").update(readFileSync(outfile)).digest("hex");
  writeFileSync(`${outfile}.sha256`, `${digest}  latchkey-connector.mjs\n`);
}

function commands(root, folder) {
  if (!existsSync(join(root, folder))) return {};
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  return Object.fromEntries(files.map((name) => [`commands/${basename(name, ".ts")}`, `${folder}/${name}`]));
}
