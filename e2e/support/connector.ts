import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type ConnectorRun = { code: number | null; output: string; stateDirectory: string };

/** Runs the connector program as an operator does: the key on standard input, a state directory of its own. */
export async function runConnector(keyText: string, hostname: string): Promise<ConnectorRun> {
  const stateDirectory = mkdtempSync(join(tmpdir(), "latchkey-connector-"));
  const args = ["enroll", "--key-file", "-", "--state-dir", stateDirectory, "--hostname", hostname];
  const child = spawnProgram(args);
  const output = collectOutput(child);
  child.stdin?.end(`${keyText}\n`);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output: output(), stateDirectory };
}

export type RunningConnector = {
  stateDirectory: string;
  output: () => string;
  /** Its exit code, once it ended by itself. */
  ended: Promise<number | null>;
  /** Tells it to stop. Out: its exit code. */
  stop: () => Promise<number | null>;
};

/**
 * Starts the connector program as a service does. In: a key on standard input, or null where the state directory has a certificate; a
 * directory that exists, else it gets one of its own.
 */
export function startConnector(keyText: string | null, hostname: string, given?: string): RunningConnector {
  const stateDirectory = given ?? mkdtempSync(join(tmpdir(), "latchkey-connector-"));
  const key = keyText === null ? [] : ["--key-file", "-"];
  const child = spawnProgram(["run", ...key, "--state-dir", stateDirectory, "--hostname", hostname]);
  const output = collectOutput(child);
  child.stdin?.end(keyText === null ? "" : `${keyText}\n`);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    stateDirectory,
    output,
    ended,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

function spawnProgram(args: string[]): ChildProcess {
  return spawn(process.execPath, ["dist/latchkey-connector.mjs", ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH: process.env.PATH, NODE_ENV: "production" },
  });
}

function collectOutput(child: ChildProcess): () => string {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  }
  return () => output;
}
