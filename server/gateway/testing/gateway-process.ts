import { type ChildProcess, spawn } from "node:child_process";
import { env } from "@/lib/env";
import { findFreePort } from "@/server/embedded/free-port";

export type GatewayProcess = { port: number; child: ChildProcess; stop(): Promise<void> };

/** Starts the gateway as a process of its own on this test file's database; resolves when it answers. */
export async function startGatewayProcess(settings: Record<string, string> = {}): Promise<GatewayProcess> {
  const port = await findFreePort();
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "server/gateway-main.ts"], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      ...process.env,
      DATABASE_URL: env.DATABASE_URL,
      LATCHKEY_HOME: env.LATCHKEY_HOME,
      MASTER_KEY_FILE: env.MASTER_KEY_FILE,
      ENROLL_PORT: String(port),
      ENROLL_HOST: "127.0.0.1",
      ENROLL_FAILURES_PER_MINUTE: "100000",
      ...settings,
    },
  });
  child.stdout?.resume();
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await Promise.race([
    new Promise<void>((resolve) => child.once("message", () => resolve())),
    exited.then(() => Promise.reject(new Error("the gateway process ended while it started"))),
  ]);
  return {
    port,
    child,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
