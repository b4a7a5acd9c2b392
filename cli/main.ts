#!/usr/bin/env node
import { cleanText } from "./console";
import { runCli } from "./run-cli";

const out = (line: string) => void process.stdout.write(`${line}\n`);
const err = (line: string) => void process.stderr.write(`${line}\n`);

runCli(process.argv.slice(2), { input: process.stdin, out, err }).then(
  (code) => {
    // Not process.exit: it would drop lines that a slow reader has not taken yet.
    process.exitCode = code;
  },
  (error: unknown) => {
    // No stack: it could quote what was being parsed.
    err(`latchkey-connector: internal error: ${cleanText(error instanceof Error ? error.message : String(error))}`);
    process.exitCode = 1;
  },
);
