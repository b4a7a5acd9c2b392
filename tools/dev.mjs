#!/usr/bin/env node
import "./node-version.mjs";
import { fileURLToPath } from "node:url";
import { buildForDevelopment, reportBuildFailure } from "./build.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
await buildForDevelopment().catch(reportBuildFailure);
process.env.NODE_ENV = "development";
process.argv.push("--dev");
await import("../dist/supervisor.mjs");
