import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** How to run a program of ours: compiled, or its source in tests. */
export type Program = { script: string; execArgv?: string[] };

export type Instance = {
  port: number;
  isUp(): boolean;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Lets it finish what is in flight. */
  stop(): Promise<void>;
};

/** In: the gateway's program, its variables, the port it gets each time. Out: an instance that has been started. */
export async function startInstance(program: Program, settings: NodeJS.ProcessEnv, port: number): Promise<Instance> {
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const env = { ...settings, ENROLL_PORT: String(port), ENROLL_HOST: "127.0.0.1" };
    // It logs every request; nobody reads it here.
    const started = fork(program.script, [], {
      env,
      execArgv: program.execArgv ?? [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child = started;
    await Promise.race([
      once(started, "message"),
      once(started, "exit").then(([code]) => Promise.reject(new Error(`a gateway did not start (exit code ${code})`))),
    ]);
  }

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
    child = null;
  }

  await start();
  return {
    port,
    isUp: () => child !== null,
    kill: () => end("SIGKILL"),
    start,
    stop: () => end("SIGTERM"),
  };
}
