import { spawn } from "node:child_process";
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@/server/embedded/free-port";
import { readRunFile } from "@/server/home";

const START_DEADLINE_MS = 240_000;

export type LaunchedPortal = {
  appUrl: string;
  gatewayPort: number;
  home: string;
  /** Everything the portal has printed so far is in this file. */
  logFile: string;
  output: () => string;
  stop: () => Promise<void>;
};

/** What `npm start` runs; it builds first when a source is newer than the build. */
export const START = "tools/start.mjs";
/** What that runs in turn. A second portal starts here: a build would take the files from under the first. */
const BUILT = "dist/supervisor.mjs";

/** The line that says a portal with an owner is up. */
const GATEWAY_LINE = /^Gateway:.*\n/m;

/**
 * Starts the product on a data directory and ports of its own.
 * In: more variables of its environment, how to start, the line of its output to wait for.
 * Out: where it is, what it printed, and what stops it again.
 */
export async function launchPortal(
  given: Record<string, string>,
  { program = BUILT, until = GATEWAY_LINE }: { program?: string; until?: RegExp } = {},
): Promise<LaunchedPortal> {
  const home = mkdtempSync(join(tmpdir(), "latchkey-e2e-"));
  chmodSync(home, 0o711);
  const logFile = join(home, "output.log");
  const [port, gatewayPort] = [await findFreePort(), await findFreePort()];
  const child = spawn(process.execPath, [program], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      LOG_LEVEL: "info",
      PORT: String(port),
      ENROLL_PORT: String(gatewayPort),
      ENROLL_HOST: "127.0.0.1",
      ENROLL_PUBLIC_HOST: `localhost:${gatewayPort}`,
      LATCHKEY_HOME: home,
      ...given,
    },
  });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`the portal did not start (${reason}):\n${output}`));
    const timer = setTimeout(() => {
      child.kill("SIGTERM");
      fail("deadline");
    }, START_DEADLINE_MS);
    const hear = (chunk: Buffer) => {
      const text = chunk.toString("utf8");
      output += text;
      appendFileSync(logFile, text);
      if (!until.test(output)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => fail(`exit ${code}`));
  });
  const stop = async () => {
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const code = await ended;
    rmSync(home, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the portal ended with ${code}:\n${output}`);
  };
  return { appUrl: `http://localhost:${port}`, gatewayPort, home, logFile, output: () => output, stop };
}

/** In: the data directory of a portal that runs. Out: connection strings of its database. */
export function readDatabaseUrls(home: string): { ownerUrl: string; applicationUrl: string } {
  const { ownerPassword, applicationPassword } = JSON.parse(
    readFileSync(join(home, "postgres-credentials.json"), "utf8"),
  );
  const database = `127.0.0.1:${readRunFile(home)?.postgresPort}/latchkey`;
  return {
    ownerUrl: `postgresql://latchkey_owner:${ownerPassword}@${database}`,
    applicationUrl: `postgresql://latchkey_app:${applicationPassword}@${database}`,
  };
}
