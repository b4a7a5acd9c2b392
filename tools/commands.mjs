#!/usr/bin/env node
// Usage: node tools/commands.mjs NAME [arguments]. Runs a command of server/commands or prisma/commands.
import "./node-version.mjs";
import { fileURLToPath } from "node:url";
import { buildIfNeeded, reportBuildFailure } from "./build.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
await buildIfNeeded().catch(reportBuildFailure);
process.env.NODE_ENV ??= "production";
await import("../dist/command.mjs");
