import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { env } from "@/lib/env";

/** The folder of the compiled programs; commands run in the project's root. */
export const DIST = join(process.cwd(), "dist");

export type BenchPortal = { appUrl: string; gatewayPort: number; stop: () => Promise<void> };

/**
 * Starts the two listeners of the product, as the supervisor does, on free ports and against the database of this command. Sessions are
 * signed with a secret of their own, so nobody's session is touched and none of ours outlives the run.
 */
export async function startPortal(): Promise<BenchPortal> {
  const [port, gatewayPort] = [await findFreePort(), await findFreePort()];
  const appUrl = `http://localhost:${port}`;
  const settings: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    DATABASE_URL: env.DATABASE_URL,
    DATABASE_POOL_SIZE: String(env.DATABASE_POOL_SIZE),
    LATCHKEY_HOME: env.LATCHKEY_HOME,
    MASTER_KEY_FILE: env.MASTER_KEY_FILE,
    HOST: "127.0.0.1",
    PORT: String(port),
    APP_URL: appUrl,
    ENROLL_HOST: "127.0.0.1",
    ENROLL_PORT: String(gatewayPort),
    AUTH_URL: appUrl,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const children: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(
      children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        await ended;
      }),
    );
  };
  try {
    for (const script of ["web.mjs", "gateway.mjs"]) {
      // They log every request, as they do in production; nobody reads it here.
      const child = fork(join(DIST, script), [], { env: settings, stdio: ["ignore", "ignore", "inherit", "ipc"] });
      children.push(child);
      await listening(child, script);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { appUrl, gatewayPort, stop };
}

async function listening(child: ChildProcess, script: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`${script} did not start (exit code ${code})`)));
  });
}

/** A port that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
