import { type ChildProcess, spawn } from "node:child_process";
import { env } from "@/lib/env";
import { findFreePort } from "@/server/embedded/free-port";

export type GatewayProcess = {
  port: number;
  child: ChildProcess;
  /** Everything it has printed on standard output and standard error. */
  output(): string;
  /** Asks it to stop and waits until it has. Out: the exit code, or null after a signal. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<number | null>;
};

/** Starts the gateway as a process of its own on this test file's database; resolves when it answers. */
export async function startGatewayProcess(settings: Record<string, string> = {}): Promise<GatewayProcess> {
  const port = await findFreePort();
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "server/gateway-main.ts"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
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
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  await Promise.race([
    new Promise<void>((resolve) => child.once("message", () => resolve())),
    exited.then((code) => Promise.reject(new Error(`the gateway ended with ${code} while it started: ${output}`))),
  ]);
  return {
    port,
    child,
    output: () => output,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return await exited;
    },
  };
}
