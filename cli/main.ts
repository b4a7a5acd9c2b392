#!/usr/bin/env node
import { cleanText } from "./console";
import { runCli } from "./run-cli";

/** A request to a gateway that hangs holds a stop up no longer than this. */
const STOP_GRACE = 2_000;

const out = (line: string) => void process.stdout.write(`${line}\n`);
const err = (line: string) => void process.stderr.write(`${line}\n`);
const stop = new AbortController();

/** Only a command that runs on asks for this: the others end by a signal as any program does. A second signal ends that one too. */
function listenForStop(): AbortSignal {
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  stop.signal.addEventListener("abort", () => setTimeout(() => process.exit(0), STOP_GRACE).unref());
  return stop.signal;
}

runCli(process.argv.slice(2), { input: process.stdin, out, err, listenForStop }).then(
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
