#!/usr/bin/env node
import "./node-version.mjs";
import { fileURLToPath } from "node:url";
import { buildIfNeeded, reportBuildFailure } from "./build.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
await buildIfNeeded().catch(reportBuildFailure);
process.env.NODE_ENV = "production";
// In this very process: what stops us then stops the supervisor.
await import("../dist/supervisor.mjs");
