import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@/server/embedded/free-port";
import { readRunFile } from "@/server/home";

/** What the browser tests know of the portal they drive; handed to the workers through the environment. */
export type PortalState = { appUrl: string; gatewayPort: number; home: string; email: string; password: string };

const START_DEADLINE_MS = 240_000;

/** Starts the product as a user does, on a data directory and ports of its own. Out: what stops it again. */
export default async function startPortal(): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), "latchkey-e2e-"));
  chmodSync(home, 0o711);
  const [port, gatewayPort] = [await findFreePort(), await findFreePort()];
  const state: PortalState = {
    appUrl: `http://localhost:${port}`,
    gatewayPort,
    home,
    email: "ines.okafor@example.com",
    password: "correct horse battery staple",
  };
  const child = spawn(process.execPath, ["tools/start.mjs"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      PORT: String(port),
      ENROLL_PORT: String(gatewayPort),
      ENROLL_HOST: "127.0.0.1",
      ENROLL_PUBLIC_HOST: `localhost:${gatewayPort}`,
      ENROLL_FAILURES_PER_MINUTE: "100000",
      LATCHKEY_HOME: home,
      ADMIN_EMAIL: state.email,
      ADMIN_PASSWORD: state.password,
    },
  });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`the portal did not start (${reason}):\n${output}`));
    const timer = setTimeout(() => fail("deadline"), START_DEADLINE_MS);
    const hear = (chunk: Buffer) => {
      output += chunk.toString("utf8");
      if (!/^Gateway:/m.test(output)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => fail(`exit ${code}`));
  });
  const { ownerPassword, applicationPassword } = JSON.parse(
    readFileSync(join(home, "postgres-credentials.json"), "utf8"),
  );
  const database = `127.0.0.1:${readRunFile(home)?.postgresPort}/latchkey`;
  Object.assign(process.env, {
    LATCHKEY_E2E: JSON.stringify(state),
    LATCHKEY_HOME: home,
    APP_URL: state.appUrl,
    LOG_LEVEL: "silent",
    ENROLL_PUBLIC_HOST: `localhost:${gatewayPort}`,
    AUTH_SECRET: readFileSync(join(home, "auth.secret"), "utf8").trim(),
    DATABASE_URL: `postgresql://latchkey_app:${applicationPassword}@${database}`,
    DATABASE_OWNER_URL: `postgresql://latchkey_owner:${ownerPassword}@${database}`,
  });
  return async () => {
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const code = await ended;
    rmSync(home, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the portal ended with ${code}:\n${output}`);
  };
}
