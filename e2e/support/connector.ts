import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type ConnectorRun = { code: number | null; output: string; stateDirectory: string };

/** Runs the connector program as an operator does: the key on standard input, a state directory of its own. */
export async function runConnector(keyText: string, hostname: string): Promise<ConnectorRun> {
  const stateDirectory = mkdtempSync(join(tmpdir(), "latchkey-connector-"));
  const args = [
    "dist/latchkey-connector.mjs",
    "enroll",
    "--key-file",
    "-",
    "--state-dir",
    stateDirectory,
    "--hostname",
    hostname,
  ];
  const child = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH: process.env.PATH, NODE_ENV: "production" },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString("utf8");
  });
  child.stdin.end(`${keyText}\n`);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output, stateDirectory };
}
