#!/usr/bin/env node
// The product with sample data and simulated connectors, on a data directory of its own.
import "./node-version.mjs";
import { fileURLToPath } from "node:url";
import { buildIfNeeded, reportBuildFailure } from "./build.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
await buildIfNeeded().catch(reportBuildFailure);
process.env.NODE_ENV = "production";
process.env.LATCHKEY_HOME ||= ".latchkey-demo";
process.argv.push("--demo");
// In this very process: what stops us then stops the supervisor.
await import("../dist/supervisor.mjs");
